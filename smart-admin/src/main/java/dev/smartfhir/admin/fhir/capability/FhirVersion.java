package dev.smartfhir.admin.fhir.capability;

import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.ServerUnreachable;

/**
 * Is it FHIR R4?
 */
public final class FhirVersion implements Check {

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        String version = Json.object(server.metadata()).path("fhirVersion").asText("none");
        if (version.startsWith("4.0.")) {
            findings.fine(server.base(), "fhir-version", "It is FHIR R4 (" + version + ").");
        } else {
            findings.error(server.base(), "fhir-version", "Its FHIR version is " + version + ".",
                    "Set hapi.fhir.fhir_version=R4; no other version is enforced.");
        }
    }
}
