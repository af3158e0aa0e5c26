package dev.smartfhir.admin.fhir.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.util.List;
import java.util.Optional;

/**
 * Does the issuer say of itself what the FHIR server says of it?
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-3.3">RFC 8414, section 3.3</a>
 */
public final class SameIssuer implements Check {

    /** What OpenID Connect and SMART mean alike; an issuer may have an introspection endpoint for each. */
    private static final List<String> SAME =
            List.of("issuer", "token_endpoint", "authorization_endpoint", "jwks_uri");

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        Optional<String> issuer = server.configured("issuer");
        if (issuer.isEmpty()) {
            findings.warning(server.base(), "no-issuer", "The SMART configuration names no issuer to compare with.",
                    "Complete the document at the authorization server.");
            return;
        }
        for (String wellKnown : List.of("openid-configuration", "smart-configuration")) {
            Optional<AdminAnswer> answer = server.issuerConfiguration(wellKnown);
            if (answer.isPresent() && answer.get().status() == 200) {
                compare(server, answer.get(), findings);
                return;
            }
        }
        findings.error(issuer.get(), "issuer-metadata", "The issuer has no metadata of its own.",
                "See that the issuer's URL is right and reachable for clients, with its path.");
    }

    private static void compare(FhirServer server, AdminAnswer answer, Findings findings) throws ServerUnreachable {
        long before = findings.problems();
        JsonNode own = Json.object(answer);
        for (String member : SAME) {
            Optional<String> here = server.configured(member);
            if (here.isPresent() && own.has(member) && !here.get().equals(own.path(member).asText())) {
                findings.error(answer.uri(), "issuer-mismatch", "The issuer itself has " + own.path(member).asText()
                        + " as " + member + ", the FHIR server " + here.get() + ".",
                        "Give smart.issuers[0].issuer the issuer as it names itself, and Keycloak its --hostname.");
            }
        }
        if (findings.problems() == before) {
            findings.fine(answer.uri(), "issuer", "The issuer says the same of itself.");
        }
    }
}
