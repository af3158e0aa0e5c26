package dev.smartfhir.keycloak.authorization.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.keycloak.grant.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestObjectRulesTest {

    private static final String ISSUER = "https://id.example/realms/smart";
    private static final long NOW = 1_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'client_id':'other'}", "{'client_id':['app']}", "{'client_id':'app','iss':'other'}",
        "{'client_id':'app','iss':null}", "{'client_id':'app','aud':'https://fhir.example'}",
        "{'client_id':'app','aud':['https://fhir.example']}", "{'client_id':'app','aud':[]}",
        "{'client_id':'app','aud':'https://id.example/realms/smart/'}", "{'client_id':'app','exp':999970}",
        "{'client_id':'app','exp':'9999999'}", "{'client_id':'app','exp':null}", "{'client_id':'app','nbf':1000031}",
        "{'client_id':'app','nbf':'0'}"})
    void refuseClaimsThatAreNotForHereAndNow(String claims) {
        assertRefused(signed("ES384"), claims);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'client_id':'app'}", "{'client_id':'app','iss':'app'}",
        "{'client_id':'app','aud':'https://id.example/realms/smart'}",
        "{'client_id':'app','aud':['https://fhir.example','https://id.example/realms/smart']}",
        "{'client_id':'app','exp':999971,'nbf':1000030}"})
    void takeClaimsThatAre(String claims) {
        assertThatCode(() -> RequestObjectRules.check(signed("ES384"), json(claims), "app", ISSUER, NOW))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE", "None"})
    void refuseAnUnsignedObject(String algorithm) {
        assertRefused(signed(algorithm), "{'client_id':'app'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.c.d.e", "!.b.c"})
    void refuseWhatIsNoSignedJwt(String object) {
        assertRefused(object, "{'client_id':'app'}");
    }

    private static void assertRefused(String object, String claims) {
        assertThatThrownBy(() -> RequestObjectRules.check(object, json(claims), "app", ISSUER, NOW))
                .isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.error()).isEqualTo("invalid_request_object"));
    }

    private static String signed(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + ".e30.c2ln";
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
