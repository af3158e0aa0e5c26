/**
 * A host that counts with Micrometer.
 */
package dev.smartfhir.testapp.registry;
