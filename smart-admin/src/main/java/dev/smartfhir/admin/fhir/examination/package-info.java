/**
 * The FHIR server under examination, and what every check of it has in common.
 */
package dev.smartfhir.admin.fhir.examination;
