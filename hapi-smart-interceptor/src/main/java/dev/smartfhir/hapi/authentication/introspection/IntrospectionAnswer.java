package dev.smartfhir.hapi.authentication.introspection;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/**
 * What an introspection endpoint answered, in the right form.
 *
 * @param active whether the member {@code active} is {@code true}
 * @param claims the other members, in the types that the claims of a JWT have; none where the token is not active
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662 section 2.2</a>
 */
record IntrospectionAnswer(boolean active, JWTClaimsSet claims) {

    private static final String ACTIVE = "active";
    private static final long LAST_SECOND_OF_9999 = 253_402_300_799L;

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a body.
     *
     * @param body JSON in UTF-8
     * @throws IOException where it is no introspection answer; the message goes on in "an answer that ..."
     */
    static IntrospectionAnswer parse(byte[] body) throws IOException {
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode answer = object(text);
        JsonNode active = answer.path(ACTIVE);
        if (!active.isBoolean()) {
            throw new IOException("has no member active that is true or false");
        }
        if (!active.booleanValue()) {
            return new IntrospectionAnswer(false, new JWTClaimsSet.Builder().build());
        }
        for (String time : List.of("exp", "iat", "nbf")) {
            if (answer.has(time) && !isTime(answer.get(time))) {
                throw new IOException("has a member " + time + " that is no time");
            }
        }
        return new IntrospectionAnswer(true, claims(text));
    }

    private static JsonNode object(String text) throws IOException {
        JsonNode answer;
        try {
            answer = STRICT.readTree(text);
        } catch (IOException e) {
            // Its message quotes the answer.
            throw new IOException("is not well-formed JSON");
        }
        if (answer == null || !answer.isObject()) {
            throw new IOException("is no JSON object");
        }
        return answer;
    }

    private static boolean isTime(JsonNode time) {
        return time.isIntegralNumber() && time.canConvertToLong()
                && time.longValue() >= 0 && time.longValue() <= LAST_SECOND_OF_9999;
    }

    private static JWTClaimsSet claims(String text) throws IOException {
        try {
            Map<String, Object> members = JSONObjectUtils.parse(text);
            members.remove(ACTIVE);
            return JWTClaimsSet.parse(members);
        } catch (ParseException | RuntimeException e) {
            throw new IOException("has members of the wrong type");
        }
    }
}
