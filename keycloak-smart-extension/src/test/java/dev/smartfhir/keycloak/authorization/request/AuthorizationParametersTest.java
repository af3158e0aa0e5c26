package dev.smartfhir.keycloak.authorization.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationParametersTest {

    @Test
    void ofAFormRememberWhatWasGivenTwiceEvenIfOneIsEmpty() {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.add("aud", "");
        form.add("aud", "https://fhir.example");
        form.add("state", "s");

        AuthorizationParameters parameters = AuthorizationParameters.of(form);

        assertThat(parameters.repeated()).containsExactly("aud");
        assertThat(parameters.get("state")).contains("s");
    }

    @Test
    void countABlankValueAsAbsent() {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.add("state", "  ");

        assertThat(AuthorizationParameters.of(form).get("state")).isEmpty();
    }

    @Test
    void ofARequestObjectHoldNoAud() throws JsonProcessingException {
        AuthorizationParameters parameters = read("{\"aud\":\"https://fhir.example\",\"resource\":\"r\"}");

        assertThat(parameters.get("aud")).isEmpty();
        assertThat(parameters.get("resource")).contains("r");
        assertThat(read("{\"aud\":[\"a\",\"b\"]}").unreadable()).isEmpty();
    }

    @Test
    void ofARequestObjectKnowWhatIsNotOneText() throws JsonProcessingException {
        AuthorizationParameters parameters =
                read("{\"scope\":[\"a\"],\"launch\":null,\"resource\":{},\"state\":1,\"nonce\":\"n\"}");

        assertThat(parameters.unreadable()).containsExactlyInAnyOrder("scope", "launch", "resource");
        assertThat(parameters.get("state")).contains("1");
    }

    @Test
    void ofAPushedRequestLeaveOutWhatHasNoValue() {
        Map<String, String> pushed = new HashMap<>();
        pushed.put("launch", null);
        pushed.put("aud", "https://fhir.example");

        AuthorizationParameters parameters = AuthorizationParameters.of(pushed);

        assertThat(parameters.get("launch")).isEmpty();
        assertThat(parameters.get("aud")).contains("https://fhir.example");
    }

    @Test
    void doNotShowTheirValues() {
        assertThat(AuthorizationParameters.of(Map.of("launch", "secret-handle")).toString())
                .contains("launch").doesNotContain("secret-handle");
    }

    private static AuthorizationParameters read(String json) throws JsonProcessingException {
        return AuthorizationParameters.of(new ObjectMapper().readTree(json));
    }
}
