package dev.smartfhir.hapi.wiring;

import ca.uhn.fhir.context.FhirVersionEnum;

/**
 * The server is of a FHIR version for which enforcement has not been proven, so that it must not start.
 */
public final class UnsupportedFhirVersion extends IllegalStateException {

    UnsupportedFhirVersion(String servlet, FhirVersionEnum version) {
        super("hapi-smart-interceptor supports FHIR R4 only, and servlet " + servlet + " is " + version
                + ". Set hapi.fhir.fhir_version=R4, or remove the JAR.");
    }
}
