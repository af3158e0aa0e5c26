/**
 * What an operator adds to the starter's scanned packages: a policy of its own.
 */
package dev.smartfhir.testapp.policy;
