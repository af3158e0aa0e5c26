package dev.smartfhir.admin.fhir.capability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Does the CapabilityStatement state SMART, with the URLs of {@code smart-configuration}?
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART conformance</a>
 */
public final class SecurityStatement implements Check {

    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
    private static final Map<String, String> MEMBERS = Map.of(
            "authorize", "authorization_endpoint", "token", "token_endpoint", "introspect", "introspection_endpoint",
            "revoke", "revocation_endpoint", "register", "registration_endpoint", "manage", "management_endpoint");

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        JsonNode security = security(Json.object(server.metadata()));
        boolean smart = StreamSupport.stream(security.path("service").spliterator(), false)
                .flatMap(service -> StreamSupport.stream(service.path("coding").spliterator(), false))
                .anyMatch(coding -> coding.path("code").asText().equals("SMART-on-FHIR"));
        if (!smart) {
            findings.error(server.base(), "no-smart-security", "/metadata does not state SMART-on-FHIR.",
                    "Put the JAR in the server's class path and its interceptor class in the server's properties.");
            return;
        }
        long before = findings.problems();
        for (JsonNode extension : security.path("extension")) {
            if (extension.path("url").asText().equals(OAUTH_URIS) && server.smartConfiguration().status() == 200) {
                compare(server, extension.path("extension"), findings);
            }
        }
        if (findings.problems() == before) {
            findings.fine(server.base(), "smart-security", "/metadata states SMART-on-FHIR.");
        }
    }

    private static void compare(FhirServer server, JsonNode parts, Findings findings) throws ServerUnreachable {
        for (JsonNode part : parts) {
            String member = MEMBERS.getOrDefault(part.path("url").asText(), "");
            String stated = part.path("valueUri").asText();
            String configured = member.isEmpty() ? stated : server.configured(member).orElse("none");
            if (!stated.equals(configured)) {
                findings.error(server.base(), "metadata-endpoint", "/metadata has " + stated + " where"
                        + " smart-configuration has " + configured + " as " + member + ".",
                        "See which of several servers behind the same address is configured differently.");
            }
        }
    }

    /** The security of the server's REST interface. */
    static JsonNode security(JsonNode statement) {
        return statement.path("rest").path(0).path("security");
    }
}
