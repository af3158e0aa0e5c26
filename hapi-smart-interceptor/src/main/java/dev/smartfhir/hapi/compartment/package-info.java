/**
 * Which resources are about a patient: the FHIR R4 Patient compartment, and how a search is narrowed to it.
 */
package dev.smartfhir.hapi.compartment;
