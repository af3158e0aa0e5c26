package dev.smartfhir.admin.fhir.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Does a client of one's own get a token for this server, and does the server go by it?
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html">SMART backend services</a>
 */
public final class OwnToken implements Check {

    private static final String EVERYTHING = "system/*.rs";

    private final ClientCredentials credentials;
    private final String scope;
    private final Clock clock;

    /**
     * Asks as the given client.
     *
     * @param scope what to ask for; empty for everything readable
     */
    public OwnToken(ClientCredentials credentials, String scope, Clock clock) {
        this.credentials = credentials;
        this.scope = scope.isEmpty() ? EVERYTHING : scope;
        this.clock = clock;
    }

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        String subject = "client " + credentials.clientId();
        Optional<AdminAnswer> answer = new TokenRequest(credentials, clock).send(server, scope);
        if (answer.isEmpty()) {
            findings.error(subject, "no-token", "There is no secure token endpoint to ask.",
                    "Complete the SMART configuration at the authorization server.");
            return;
        }
        JsonNode document = Json.object(answer.get());
        String token = document.path("access_token").asText();
        if (answer.get().status() != 200 || token.isEmpty()) {
            findings.error(subject, "no-token", "It gets no token for " + scope + ": "
                    + document.path("error").asText("HTTP " + answer.get().status()) + " "
                    + document.path("error_description").asText() + ".",
                    "See that the client may have one of these scopes, and that its key is the one it is registered"
                            + " with.");
            return;
        }
        String granted = document.path("scope").asText();
        findings.fine(subject, "token", "It gets a token for " + granted + ".");
        judgeAudience(server, token, subject, findings);
        new TokenUse(server, token, granted, findings).judge();
    }

    private void judgeAudience(FhirServer server, String token, String subject, Findings findings) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            findings.fine(subject, "audience", "Its token is opaque, so that its audience cannot be seen.");
            return;
        }
        JsonNode audience = claims(parts[1]).path("aud");
        List<String> audiences = audience.isArray() ? Json.texts(audience) : List.of(audience.asText());
        if (audiences.stream().map(Address::withoutSlash).anyMatch(server.base().toString()::equals)) {
            findings.fine(subject, "audience", "Its token is meant for this FHIR base.");
        } else {
            findings.error(subject, "audience", "Its token is meant for " + audiences + ", not for " + server.base()
                    + ".", "Add this FHIR base to the realm's smart.fhir-bases, and see that clients ask for it.");
        }
    }

    private static JsonNode claims(String part) {
        try {
            return Json.object(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Json.object("");
        }
    }
}
