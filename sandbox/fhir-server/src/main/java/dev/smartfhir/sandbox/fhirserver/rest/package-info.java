/** The FHIR end point at {@code /fhir/*} and the interceptors it is given by configuration. */
package dev.smartfhir.sandbox.fhirserver.rest;
