package dev.smartfhir.keycloak.grant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.scopes.ScopeSet;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.util.JsonSerialization;

/** Each way in which a token may say more than was granted (BKS-16 to BKS-20, D-15, D-25). */
class IssuedTokenCheckTest {

    private static final String SCOPE = "system/Bundle.crs system/ClaimResponse.rs";
    private static final String BASE = "https://fhir.example.org/fhir";
    private static final SmartGrant GRANT = new SmartGrant("realm", "id", ScopeSet.parse(SCOPE), BASE);
    private static final SmartGrant NOTHING = new SmartGrant("realm", "id", ScopeSet.empty(), null);

    static Stream<Arguments> wrongTokens() {
        return Stream.of(
                wrong("has other scopes", token -> token.setScope(SCOPE + " system/Patient.rs")),
                wrong("has other scopes", token -> token.setScope("system/Bundle.crs")),
                wrong("has other scopes", token -> token.setScope(SCOPE + " system/Bundle.sr")),
                wrong("has other scopes", token -> token.setScope(SCOPE + " launch/patient")),
                wrong("has other scopes", token -> token.setScope(null)),
                wrong("another audience", token -> token.audience(BASE, "https://other.example.org")),
                wrong("another audience", token -> token.audience("https://other.example.org/fhir")),
                wrong("another audience", token -> token.audience()),
                wrong("another client", token -> token.issuedFor("someone-else")),
                wrong("another client", token -> token.issuedFor(null)),
                wrong("lives too long", token -> token.exp(1_301L)),
                wrong("lives too long", token -> token.exp(null)),
                wrong("lives too long", token -> token.iat(null)));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void refusesATokenThatSaysAnythingButTheGrant(String reason, Consumer<AccessToken> change) {
        AccessToken token = token();
        change.accept(token);

        assertRefused(response(token, SCOPE), reason);
    }

    @Test
    void refusesARefreshTokenBesideIt() {
        AccessTokenResponse response = response(token(), SCOPE);
        response.setRefreshToken("anything");

        assertRefused(response, "has a refresh token beside it");
    }

    @Test
    void refusesAnAnswerThatNamesAnotherScopeThanTheToken() {
        assertRefused(response(token(), "system/*.cruds"), "stands beside another scope");
        assertRefused(response(token(), null), "stands beside another scope");
    }

    @Test
    void refusesAnAnswerThatPromisesALongerLife() {
        AccessTokenResponse response = response(token(), SCOPE);
        response.setExpiresIn(301);

        assertRefused(response, "lives too long");
    }

    @Test
    void refusesWhatItCannotRead() {
        for (String unreadable : new String[] {null, "", "opaque", "a.b.c", "eyJhbGciOiJub25lIn0.bm8.x"}) {
            AccessTokenResponse response = response(token(), SCOPE);
            response.setToken(unreadable);

            assertRefused(response, "could not be checked");
        }
    }

    @Test
    void refusesASmartScopeWhereNoneWasGranted() {
        assertThatThrownBy(() -> IssuedTokenCheck.check(response(token(), "email"), NOTHING, "hospital"))
                .isInstanceOf(Refusal.class).hasMessageContaining("has other scopes");
    }

    @Test
    void otherGrantsRefuseASmartScopeInTheTokenAndBesideIt() {
        AccessToken plain = token();
        plain.setScope("openid email");

        for (AccessTokenResponse response : new AccessTokenResponse[] {
            response(token(), "openid"), response(plain, "openid system/Bundle.crs"),
            response(plain, "launch"), response(plain, "patient/Nothing.rs")}) {
            assertThatThrownBy(() -> IssuedTokenCheck.checkFreeOfSmartScopes(response))
                    .isInstanceOf(Refusal.class).hasMessageContaining("carries a SMART scope");
        }
        assertThatCode(() -> IssuedTokenCheck.checkFreeOfSmartScopes(response(plain, "openid email")))
                .doesNotThrowAnyException();
    }

    @Test
    void letsPassWhatSaysTheGrantInAnyOrderAndOrdinaryScopesBesideIt() {
        AccessToken token = token();
        token.setScope("email system/ClaimResponse.rs system/Bundle.crs");

        assertThatCode(() -> IssuedTokenCheck.check(response(token, SCOPE + " email"), GRANT, "hospital"))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(AccessTokenResponse response, String reason) {
        assertThatThrownBy(() -> IssuedTokenCheck.check(response, GRANT, "hospital"))
                .isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }

    private static AccessToken token() {
        AccessToken token = new AccessToken();
        token.setScope(SCOPE);
        token.audience(BASE);
        token.issuedFor("hospital");
        token.iat(1_000L).exp(1_300L);
        return token;
    }

    private static AccessTokenResponse response(AccessToken token, String scope) {
        AccessTokenResponse response = new AccessTokenResponse();
        response.setToken(encode("{\"alg\":\"RS256\"}") + "." + encode(json(token)) + ".c2ln");
        response.setScope(scope);
        response.setExpiresIn(300);
        return response;
    }

    private static String json(AccessToken token) {
        try {
            return JsonSerialization.writeValueAsString(token);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Arguments wrong(String reason, Consumer<AccessToken> change) {
        return Arguments.of(reason, change);
    }
}
