package dev.smartfhir.admin.fhir.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.util.Map;

/**
 * Is every URL of {@code smart-configuration} https, save on the machine itself?
 */
public final class SecureEndpoints implements Check {

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        long before = findings.problems();
        JsonNode document = Json.object(server.smartConfiguration());
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            String name = member.getKey();
            if (!name.equals("issuer") && !name.endsWith("_endpoint") && !name.endsWith("_uri")) {
                continue;
            }
            String text = member.getValue().asText();
            if (Address.parse(text).filter(Address::isSecure).isEmpty()) {
                findings.error(text, "insecure-endpoint", name + " is not https.",
                        "Start Keycloak with --hostname=https://… so that its documents name it by https.");
            }
        }
        if (findings.problems() == before) {
            findings.fine(server.base(), "secure-endpoints", "The SMART configuration has secure URLs only.");
        }
    }
}
