package dev.smartfhir.sandbox.pages.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {

    private static final String SECRET = "s3cret-s3cret-s3cret-s3cret";

    @ParameterizedTest
    @ValueSource(strings = {
        "grant_type=authorization_code\n&code=" + SECRET,
        "code=" + SECRET + "&state=x",
        "GET /app/callback?state=1\n&code=" + SECRET,
        "&code_verifier=" + SECRET,
        "&refresh_token=" + SECRET,
        "token=" + SECRET,
        "?id_token_hint=" + SECRET,
        "client_assertion=" + SECRET,
        "Authorization: Basic " + SECRET,
        "Authorization: Bearer " + SECRET,
        "{\n  \"access_token\" : \"" + SECRET + "\",\n",
        "\"refresh_token\":\"" + SECRET + "\"",
        "eyJhbGciOiJSUzI1NiJ9.s3cret-s3cret.s3cret-s3cret"
    })
    void shortensSecrets(String text) {
        assertThat(new Step("t", text, text).html(1).toString()).contains("\u2026").doesNotContain("s3cret-s3cret");
    }

    @Test
    void leavesTheRestReadable() {
        String text = "scope=patient%2F*.rs\n&code_challenge=abcdefghijklmnop&code_challenge_method=S256";

        assertThat(new Step("t", text, null).request()).isEqualTo(text);
    }

    @Test
    void opensTokensWithoutTheirSignature() {
        String token = encoded("{\"alg\":\"RS256\"}") + "." + encoded("{\"patient\":\"示範\"}") + ".signature";

        assertThat(DecodedToken.show(token)).contains("\"RS256\"", "\"patient\" : \"示範\"").doesNotContain("signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b", "a.b.c", "!!.!!.!!", "e30.%%.x"})
    void saysWhenATokenIsNoJsonWebToken(String token) {
        assertThat(DecodedToken.show(token)).isEqualTo("(no JSON Web Token)");
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
