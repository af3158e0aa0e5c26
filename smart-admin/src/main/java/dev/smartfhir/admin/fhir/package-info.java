/**
 * What the command examines at a FHIR server, from outside as its clients see it.
 */
package dev.smartfhir.admin.fhir;
