/**
 * Says no in the words of the standards: 403 with the scope that would have allowed it, and one-issue outcomes.
 */
package dev.smartfhir.hapi.refusal;
