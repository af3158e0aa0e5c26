package dev.smartfhir.keycloak.tokens;

import static dev.smartfhir.keycloak.tokens.Grants.BASE;
import static dev.smartfhir.keycloak.tokens.Grants.CONTEXT;
import static dev.smartfhir.keycloak.tokens.Grants.PRACTITIONER;
import static dev.smartfhir.keycloak.tokens.Grants.grant;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.JsonSerialization;

/** Each way in which the tokens of a user's grant may say more, less or something else than was granted. */
class UserTokenCheckTest {

    private static final UserGrant WHOLE =
            grant("launch patient/*.rs user/Patient.r", "openid fhirUser offline_access", CONTEXT);
    private static final StandingGrant STANDING = new StandingGrant(
            WHOLE.narrowedTo(WHOLE.scopes(), List.of("openid", "fhirUser")), Optional.of(PRACTITIONER));
    private static final UserTokenCheck CHECK = new UserTokenCheck(WHOLE, STANDING, "app", true);

    static Stream<Arguments> wrongAccessTokens() {
        return Stream.of(
                wrong("other scopes", token -> token.setScope(token.getScope() + " user/*.cruds")),
                wrong("other scopes", token -> token.setScope("openid fhirUser launch")),
                wrong("other scopes", token -> token.setScope(token.getScope() + " smart-grant:abc")),
                wrong("other scopes", token -> token.setScope(null)),
                wrong("another audience", token -> token.audience(BASE, "https://other.example.org/fhir")),
                wrong("another audience", token -> token.audience("account")),
                wrong("another audience", token -> token.audience()),
                wrong("another client", token -> token.issuedFor("other")),
                wrong("another client", token -> token.setOtherClaims("client_id", "other")),
                wrong("no subject", token -> token.subject(null)),
                wrong("lives too long", token -> token.exp(token.getIat() + 3_601)),
                wrong("lives too long", token -> token.exp(null)),
                wrong("another launch context", token -> token.setOtherClaims("patient", "p2")),
                wrong("another launch context", token -> token.getOtherClaims().remove("patient")),
                wrong("another launch context", token -> token.setOtherClaims("need_patient_banner", "true")),
                wrong("another launch context", token -> token.setOtherClaims("fhirContext", List.of("Claim/1"))),
                wrong("names another user", token -> token.setOtherClaims("fhirUser", BASE + "/Patient/p2")),
                wrong("names another user", token -> token.getOtherClaims().remove("fhirUser")));
    }

    @ParameterizedTest
    @MethodSource("wrongAccessTokens")
    void refusesAnAccessTokenThatSaysAnythingButTheGrant(String reason, Consumer<AccessToken> change) {
        AccessToken token = accessToken();
        change.accept(token);
        AccessTokenResponse response = response();
        response.setToken(encode(token));

        assertRefused(CHECK, response, reason);
    }

    static Stream<Arguments> wrongResponses() {
        return Stream.of(
                wrongResponse("another scope", response -> response.setScope("launch")),
                wrongResponse("another launch context", response -> response.setOtherClaims("patient", "p2")),
                wrongResponse("another launch context", response -> response.getOtherClaims().remove("tenant")),
                wrongResponse("authorization_details", response -> response.setAuthorizationDetails(List.of())),
                wrongResponse("cannot be read", response -> response.setToken("opaque")),
                wrongResponse("cannot be read", response -> response.setToken(null)),
                wrongResponse("ID token", response -> response.setIdToken(null)),
                wrongResponse("names another user", response -> response.setIdToken(encode(new IDToken()))),
                wrongResponse("refresh token", response -> response.setRefreshToken(null)),
                wrongResponse("refresh token of another grant", response -> response.setRefreshToken(
                        refreshToken(WHOLE.narrowedTo(WHOLE.scopes(), List.of())))),
                wrongResponse("refresh token of another grant", response -> response.setRefreshToken(
                        refreshToken(new UserGrant("user-1", WHOLE.scopes(), WHOLE.ordinary(), BASE,
                                LaunchContext.ofPatient("p2"))))));
    }

    @ParameterizedTest
    @MethodSource("wrongResponses")
    void refusesAResponseThatSaysAnythingButTheGrant(String reason, Consumer<AccessTokenResponse> change) {
        AccessTokenResponse response = response();
        change.accept(response);

        assertRefused(CHECK, response, reason);
    }

    @Test
    void refusesIdAndRefreshTokensThatWereNotGranted() {
        StandingGrant plain = new StandingGrant(
                WHOLE.narrowedTo(WHOLE.scopes(), List.of()), Optional.of(PRACTITIONER));
        AccessTokenResponse response = response();
        GrantedTokens.writeResponse(response, plain);
        AccessToken token = accessToken();
        GrantedTokens.writeAccessToken(token, plain, "app", "user-1");
        response.setToken(encode(token));

        assertRefused(new UserTokenCheck(WHOLE, plain, "app", true), response, "ID token");
        response.setIdToken(null);
        assertRefused(new UserTokenCheck(WHOLE, plain, "app", false), response, "refresh token");
        response.setRefreshToken(null);
        assertThatCode(() -> new UserTokenCheck(WHOLE, plain, "app", false).check(response))
                .doesNotThrowAnyException();
    }

    @Test
    void letsPassWhatSaysTheGrant() {
        assertThatCode(() -> CHECK.check(response())).doesNotThrowAnyException();
    }

    private static void assertRefused(UserTokenCheck check, AccessTokenResponse response, String reason) {
        assertThatThrownBy(() -> check.check(response)).isInstanceOf(Refusal.class).hasMessageContaining(reason)
                .extracting(refusal -> ((Refusal) refusal).error()).isEqualTo("server_error");
    }

    private static AccessToken accessToken() {
        AccessToken token = new AccessToken();
        token.issuedFor("app");
        token.iat(1_000L).exp(1_300L);
        GrantedTokens.writeAccessToken(token, STANDING, "app", "user-1");
        return token;
    }

    private static AccessTokenResponse response() {
        AccessTokenResponse response = new AccessTokenResponse();
        response.setToken(encode(accessToken()));
        IDToken id = new IDToken();
        GrantedTokens.writeIdToken(id, STANDING, accessToken());
        response.setIdToken(encode(id));
        response.setRefreshToken(refreshToken(WHOLE));
        GrantedTokens.writeResponse(response, STANDING);
        return response;
    }

    private static String refreshToken(UserGrant grant) {
        RefreshToken token = new RefreshToken(accessToken(), null, "default");
        GrantedTokens.writeRefreshToken(token, grant, accessToken());
        return encode(token);
    }

    private static String encode(Object token) {
        try {
            return base64("{\"alg\":\"RS256\"}") + "." + base64(JsonSerialization.writeValueAsString(token)) + ".c2ln";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments wrong(String reason, Consumer<AccessToken> change) {
        return Arguments.of(reason, change);
    }

    private static Arguments wrongResponse(String reason, Consumer<AccessTokenResponse> change) {
        return Arguments.of(reason, change);
    }
}
