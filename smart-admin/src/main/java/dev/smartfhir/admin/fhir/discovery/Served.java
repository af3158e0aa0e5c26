package dev.smartfhir.admin.fhir.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.util.List;
import java.util.Map;

/**
 * Is {@code smart-configuration} served at the FHIR base, with everything that SMART requires in it?
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#metadata">SMART conformance, metadata</a>
 */
public final class Served implements Check {

    private static final String CODE = "smart-configuration";
    private static final List<String> REQUIRED =
            List.of("token_endpoint", "grant_types_supported", "capabilities", "code_challenge_methods_supported");
    private static final Map<String, List<String>> CONDITIONAL = Map.of(
            "sso-openid-connect", List.of("issuer", "jwks_uri"),
            "launch-ehr", List.of("authorization_endpoint"),
            "launch-standalone", List.of("authorization_endpoint"));

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        AdminAnswer answer = server.smartConfiguration();
        JsonNode document = Json.object(answer);
        String subject = answer.uri().toString();
        if (answer.status() == 503) {
            findings.error(subject, "discovery-unavailable",
                    "It answers 503: the FHIR server cannot read the issuer's document.",
                    "See that the FHIR server reaches the issuer; its log says why it does not. A private certificate"
                            + " authority goes into smart.trusted-certificates.");
            return;
        }
        if (answer.status() != 200 || document.isMissingNode()) {
            findings.error(subject, "no-discovery", "There is no SMART configuration; it answers HTTP "
                    + answer.status() + ".", "Put the JAR in the server's class path; let the proxy pass the path.");
            return;
        }
        findings.fine(subject, "discovery", "There is a SMART configuration.");
        long before = findings.problems();
        for (String name : REQUIRED) {
            require(document, name, "", subject, findings);
        }
        for (String capability : Json.texts(document.path("capabilities"))) {
            for (String name : CONDITIONAL.getOrDefault(capability, List.of())) {
                require(document, name, ", although " + capability + " is a capability", subject, findings);
            }
        }
        List<String> challenges = Json.texts(document.path("code_challenge_methods_supported"));
        if (document.has("code_challenge_methods_supported")
                && (!challenges.contains("S256") || challenges.contains("plain"))) {
            findings.error(subject, CODE, "The code challenge methods are " + challenges + ".",
                    "Have the authorization server offer S256, and not plain.");
        }
        recommend(document, "introspection_endpoint", subject, findings);
        recommend(document, "scopes_supported", subject, findings);
        if (findings.problems() == before) {
            findings.fine(subject, CODE, "The SMART configuration is complete.");
        }
    }

    private static void require(JsonNode document, String name, String why, String subject, Findings findings) {
        if (!document.has(name)) {
            findings.error(subject, CODE, name + " is missing" + why + ".",
                    "Complete the document at the authorization server.");
        }
    }

    private static void recommend(JsonNode document, String name, String subject, Findings findings) {
        if (!document.has(name)) {
            findings.warning(subject, "no-" + name.replace('_', '-'), name + " is missing.",
                    "Complete the document at the authorization server.");
        }
    }
}
