/**
 * A stock HAPI FHIR R4 JPA server that reads the starter's property names and takes drop-ins as the starter does.
 */
package dev.smartfhir.sandbox.fhirserver;
