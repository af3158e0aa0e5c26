/**
 * Whether something else than FHIR answers on the same server.
 */
package dev.smartfhir.admin.fhir.door;
