/**
 * Whether the FHIR server says of itself what is so: its version, its address, its security.
 */
package dev.smartfhir.admin.fhir.capability;
