package dev.smartfhir.admin.fhir.capability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;

/**
 * Does the FHIR server answer at all, or does it wait for its access control?
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#capabilities">FHIR, capabilities</a>
 */
public final class Enforcement implements Check {

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        AdminAnswer metadata = server.metadata();
        JsonNode statement = Json.object(metadata);
        if (metadata.status() == 503 && Json.outcomeCode(metadata).equals("enforcement-not-live")) {
            findings.error(server.base(), "enforcement-not-live",
                    "The JAR is there, but its access control is not live, so that every request is refused.",
                    "Set hapi.fhir.custom-interceptor-classes=dev.smartfhir.hapi.SmartInterceptor and start the server"
                            + " again; its log says what is missing.");
        } else if (metadata.status() != 200 || !statement.path("resourceType").asText().equals("CapabilityStatement")) {
            findings.error(server.base(), "no-metadata",
                    "/metadata is no CapabilityStatement; it answers HTTP " + metadata.status() + ".",
                    "Give --fhir-base the FHIR base URL as clients use it, and see that a proxy passes it through.");
        } else {
            findings.fine(server.base(), "enforcement-live", "The FHIR server answers.");
        }
    }
}
