package dev.smartfhir.keycloak.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnDoorsFilterTest {

    @ParameterizedTest
    @CsvSource({
        "/admin/realms/smart/users, false",
        "/admin/realms/smart/protocol/openid-connect, false",
        "/auth/admin/realms/smart/users, false",
        "/realms/smart/account, false",
        "/realms/smart/account/protocol/openid-connect/userinfo, false",
        "/realms/smart/clients-registrations/default, false",
        "/realms/smart/broker/idp/token, false",
        "/realms/smart/authz/protection/resource_set, false",
        "/realms/realms/account/smart/x, false",
        "/realms/smart, false",
        "/, false",
        "/realms/smart/protocol/openid-connect/userinfo, true",
        "realms/smart/smart/introspect, true",
        "/auth/realms/smart/smart/launch, true"})
    void knowsTheDoorsThatJudgeSuchTokensThemselves(String path, boolean itself) {
        assertThat(OwnDoorsFilter.judgesTokensItself(path)).isEqualTo(itself);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"scope\":\"openid patient/*.rs\",\"aud\":\"account\"}",
        "{\"scope\":\"system/Bundle.crs\"}",
        "{\"scope\":\"openid fhirUser\"}",
        "{\"scope\":\"launch\"}",
        "{\"iss\":\"https://kc/r\",\"scope\":\"openid\",\"aud\":\"https://fhir\",\"azp\":\"a\",\"client_id\":\"a\"}"})
    void knowsATokenThatIsForAFhirServer(String claims) {
        assertThat(FhirToken.isIn("Bearer " + token(claims))).isTrue();
        assertThat(FhirToken.isIn("DPoP  " + token(claims))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"scope\":\"openid profile\",\"aud\":\"account\",\"azp\":\"a\",\"client_id\":\"a\"}",
        "{\"scope\":\"openid\",\"aud\":\"https://api/x\",\"azp\":\"a\"}",
        "{\"iss\":\"https://kc/realms/r\",\"aud\":\"https://kc/realms/r\",\"azp\":\"a\",\"client_id\":\"a\"}",
        "{\"aud\":[\"https://api/x\",\"account\"],\"azp\":\"a\",\"client_id\":\"a\"}",
        "{}", "[]", "x"})
    void leavesEveryOtherTokenToStockCode(String claims) {
        assertThat(FhirToken.isIn("Bearer " + token(claims))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Basic dXNlcjpwYXNz", "Bearer a.b", "Bearer a.b.c", "Bearer ..",
        "Bearer ....."})
    void leavesWhatIsNoTokenToStockCode(String header) {
        assertThat(FhirToken.isIn(header)).isFalse();
    }

    private static String token(String claims) {
        return base64("{\"alg\":\"RS256\"}") + "." + base64(claims) + "." + base64("signature");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
