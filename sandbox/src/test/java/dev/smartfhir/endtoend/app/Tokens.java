package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/** What the tests say about answers of the token endpoint. */
public final class Tokens {

    private Tokens() {
    }

    /** The claims of the access token in a successful answer. */
    public static Map<String, Object> claims(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return claims(answer.text("access_token"));
    }

    /** The claims of a token. */
    public static Map<String, Object> claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().toJSONObject();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that exactly these scopes were granted, in the answer and in the token. */
    public static void assertGranted(HttpAnswer answer, String... scopes) {
        assertThat(String.valueOf(claims(answer).get("scope")).split(" ")).containsExactlyInAnyOrder(scopes);
        assertThat(Set.of(answer.text("scope").split(" "))).containsExactlyInAnyOrder(scopes);
    }

    /** Says that the request was refused as RFC 6749, section 5.2 wants it. */
    public static void assertRefused(HttpAnswer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
        JsonNode body = answer.json();
        assertThat(body.path("error_description").asText()).isNotBlank()
                .matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        assertThat(body.has("access_token")).isFalse();
    }
}
