package dev.smartfhir.hapi.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.hapi.config.SecureUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an authorization server's document must be before it is served in this server's name (DISC-07 to 12, 26 to 29).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#metadata">SMART conformance, metadata</a>
 */
final class DocumentRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> REQUIRED_LISTS =
            List.of("grant_types_supported", "capabilities", "code_challenge_methods_supported");

    /** Which capability makes which member necessary. */
    private static final Map<String, List<String>> CONDITIONAL = Map.of(
            "sso-openid-connect", List.of("issuer", "jwks_uri"),
            "launch-ehr", List.of("authorization_endpoint"),
            "launch-standalone", List.of("authorization_endpoint"));

    private final String issuer;
    private final SecureUrl secureUrl;

    DocumentRules(String issuer, SecureUrl secureUrl) {
        this.issuer = issuer;
        this.secureUrl = secureUrl;
    }

    /**
     * Reads and checks a document.
     *
     * @throws IOException naming the first member that is wrong
     */
    SmartConfiguration read(byte[] bytes) throws IOException {
        if (!(JSON.readTree(bytes) instanceof ObjectNode document)) {
            throw new IOException("it is not a JSON object");
        }
        require(document.has("token_endpoint"), "token_endpoint is missing");
        for (String name : REQUIRED_LISTS) {
            require(document.has(name), name + " is missing");
            require(isListOfTexts(document.get(name)), name + " is not a list of texts");
        }
        List<String> challenges = texts(document.get("code_challenge_methods_supported"));
        require(challenges.contains("S256"), "code_challenge_methods_supported is without S256");
        require(!challenges.contains("plain"), "code_challenge_methods_supported has plain");
        for (String capability : texts(document.get("capabilities"))) {
            for (String name : CONDITIONAL.getOrDefault(capability, List.of())) {
                require(document.has(name), name + " is missing, although " + capability + " is a capability");
            }
        }
        checkUrls(document);
        if (document.has("issuer")) {
            require(issuer.equals(document.get("issuer").textValue()), "issuer is not " + issuer);
        }
        return new SmartConfiguration(document);
    }

    private void checkUrls(ObjectNode document) throws IOException {
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            String name = member.getKey();
            if (name.endsWith("_endpoint") || name.endsWith("_uri") || name.equals("user_access_brand_bundle")) {
                JsonNode value = member.getValue();
                require(value.isTextual() && secureUrl.read(value.textValue()).isPresent(),
                        name + " is not an absolute https URL");
            }
        }
    }

    private static boolean isListOfTexts(JsonNode node) {
        return node.isArray() && texts(node).size() == node.size();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> {
            if (element.isTextual()) {
                texts.add(element.textValue());
            }
        });
        return texts;
    }

    private static void require(boolean met, String problem) throws IOException {
        if (!met) {
            throw new IOException(problem);
        }
    }
}
