package dev.smartfhir.keycloak.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.smartfhir.keycloak.context.LaunchContext;
import java.util.Set;

/**
 * What an EHR posts to register a launch: one JSON object of the members below and those of the launch context, each
 * at most once, no others.
 *
 * @param clientId {@code client_id}, the app
 * @param user {@code user}: the user name, the {@code sub}, or the {@code fhirUser}; {@code null} where it is left out
 * @param iss {@code iss}, the base URL of the FHIR server; {@code null} where it is left out
 * @param context the launch context
 */
record LaunchRequest(String clientId, String user, String iss, LaunchContext context) {

    private static final Set<String> OWN_MEMBERS = Set.of("client_id", "user", "iss");
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_URL = 512;
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** @throws LaunchRefusal naming the member and the rule that it breaks */
    static LaunchRequest read(String json) {
        JsonNode request = parse(json);
        request.fieldNames().forEachRemaining(LaunchRequest::requireKnown);
        String clientId = Member.text(request, "client_id", LONGEST_NAME);
        if (clientId == null) {
            throw LaunchRefusal.invalid("The member client_id is required: it names the app");
        }
        return new LaunchRequest(clientId, Member.text(request, "user", LONGEST_URL),
                Member.text(request, "iss", LONGEST_URL), ContextMembers.read(request));
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode request = STRICT.readTree(json);
            if (request == null || !request.isObject()) {
                throw LaunchRefusal.invalid("The body must be one JSON object");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw LaunchRefusal.invalid("The body is no well-formed JSON object whose members occur once each");
        }
    }

    private static void requireKnown(String member) {
        if (!OWN_MEMBERS.contains(member) && !LaunchContext.PARAMETERS.contains(member)) {
            throw LaunchRefusal.invalid("The body has a member that a launch does not have; known are client_id, "
                    + "user, iss, patient, encounter, fhirContext, need_patient_banner, intent, tenant and "
                    + "smart_style_url");
        }
    }
}
