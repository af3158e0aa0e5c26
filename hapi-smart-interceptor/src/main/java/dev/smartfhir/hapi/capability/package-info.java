/**
 * States SMART on FHIR security in the server's CapabilityStatement.
 */
package dev.smartfhir.hapi.capability;
