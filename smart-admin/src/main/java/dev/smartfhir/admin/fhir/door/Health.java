package dev.smartfhir.admin.fhir.door;

import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.util.Map;

/**
 * Does the health check, which is open, say more than that the server is up?
 */
public final class Health implements Check {

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        URI address = URI.create(SideDoors.root(server) + "/actuator/health");
        AdminAnswer answer = server.http().get(address, Map.of("Accept", "application/json"));
        if (Json.object(answer).path("components").findValue("details") != null) {
            findings.warning(address, "health-details", "The health check tells everybody about the server's insides.",
                    "Set management.endpoint.health.show-details=never.");
        } else {
            findings.fine(address, "health", "The health check tells no details.");
        }
    }
}
