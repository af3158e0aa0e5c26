package dev.smartfhir.keycloak.authorization.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.grant.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Map<String, String> VALID = Map.of("response_type", "code", "redirect_uri", "https://app/",
            "code_challenge", CHALLENGE, "code_challenge_method", "S256", "state", "s");

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "response_type, -, invalid_request", "response_type, '', invalid_request",
        "response_type, token, unsupported_response_type", "response_type, code token, unsupported_response_type",
        "response_type, CODE, unsupported_response_type", "response_type, 'code ', unsupported_response_type",
        "redirect_uri, -, invalid_request", "redirect_uri, ' ', invalid_request",
        "code_challenge, -, invalid_request", "code_challenge, '', invalid_request",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c, invalid_request",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM, invalid_request",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw~cM, invalid_request",
        "code_challenge_method, -, invalid_request", "code_challenge_method, plain, invalid_request",
        "code_challenge_method, s256, invalid_request", "code_challenge_method, S512, invalid_request"})
    void refuseARequestWithout(String name, String value, String error) {
        assertThatThrownBy(() -> RequestRules.check(with(name, value)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error))
                .hasMessageContaining(name);
    }

    @Test
    void takeARequestThatHoldsEverything() {
        assertThatCode(() -> RequestRules.check(with("x", "y"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "launch", "state", "anything"})
    void refuseAnyRepeatedParameter(String name) {
        AuthorizationParameters repeated = new AuthorizationParameters(VALID, Set.of(name), Set.of());

        assertRefused(repeated, "invalid_request", name);
    }

    @ParameterizedTest
    @CsvSource({"aud,invalid_request", "scope,invalid_request", "launch,invalid_request", "state,invalid_request",
        "code_challenge,invalid_request", "redirect_uri,invalid_request", "resource,invalid_target"})
    void refuseSeveralValuesInOneParameter(String name, String error) {
        assertRefused(new AuthorizationParameters(VALID, Set.of(), Set.of(name)), error, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "scope", "launch", "state", "nonce", "resource"})
    void refuseWhatIsTooLong(String name) {
        assertRefused(with(name, "x".repeat(4001)), "invalid_request", name);
        assertThatCode(() -> RequestRules.checkReadable(with(name, "x".repeat(4000)), any -> 4000))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u0000", "\u007f", "\u0085"})
    void refuseControlCharacters(String character) {
        assertRefused(with("state", "a" + character), "invalid_request", "state");
        assertRefused(with("aud", character + "a"), "invalid_request", "aud");
    }

    @Test
    void requireAStateThatIsNotBlank() {
        assertThatThrownBy(() -> RequestRules.checkState(with("state", null))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> RequestRules.checkState(with("state", "  "))).isInstanceOf(Refusal.class);
        assertThatCode(() -> RequestRules.checkState(with("state", "0"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-,-", "'',-", "-,' '", "https://a,https://b", "https://a,https://a/"})
    void refuseNoFhirServerOrTwo(String aud, String resource) {
        assertThatThrownBy(() -> RequestRules.audienceParameter(servers(aud, resource)))
                .isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.error()).isEqualTo("invalid_request"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"https://a,-,aud", "-,https://a,resource", "https://a,https://a,aud",
        "https://a,'',aud"})
    void nameTheParameterThatSaysTheFhirServer(String aud, String resource, String name) {
        assertThat(RequestRules.audienceParameter(servers(aud, resource))).isEqualTo(name);
    }

    private static void assertRefused(AuthorizationParameters parameters, String error, String name) {
        assertThatThrownBy(() -> RequestRules.checkReadable(parameters, any -> 4000))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error))
                .hasMessageContaining(name);
    }

    private static AuthorizationParameters servers(String aud, String resource) {
        Map<String, String> values = new HashMap<>();
        if (aud != null) {
            values.put("aud", aud);
        }
        if (resource != null) {
            values.put("resource", resource);
        }
        return new AuthorizationParameters(values, Set.of(), Set.of());
    }

    private static AuthorizationParameters with(String name, String value) {
        Map<String, String> values = new HashMap<>(VALID);
        if (value == null) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
        return new AuthorizationParameters(values, Set.of(), Set.of());
    }
}
