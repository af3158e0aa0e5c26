package dev.smartfhir.keycloak.jwks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.crypto.CryptoIntegration;

class InlineKeysTest {

    private static String modulus;

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        CryptoIntegration.init(InlineKeysTest.class.getClassLoader());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        BigInteger n = ((RSAPublicKey) generator.generateKeyPair().getPublic()).getModulus();
        modulus = Base64.getUrlEncoder().withoutPadding().encodeToString(n.toByteArray());
    }

    @Test
    void areUsableWithoutUseAndAlg() {
        assertThatCode(() -> InlineKeys.requireUsable(set("\"kid\":\"a\""))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"use\":\"sig\"", "\"kid\":\"a\",\"use\":\"enc\"", "\"kid\":\"a\",\"alg\":\"HS256\"",
        "\"kid\":\"a\",\"alg\":\"none\"", "\"kid\":7"})
    void areUselessWithoutOneThatVerifies(String members) {
        assertThatThrownBy(() -> InlineKeys.requireUsable(set(members))).isInstanceOf(InvalidClient.class)
                .hasMessageContaining("no public key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void neverHoldASecret(String member) {
        assertThatThrownBy(() -> InlineKeys.requireUsable(set("\"kid\":\"a\",\"" + member + "\":\"c2VjcmV0\"")))
                .isInstanceOf(InvalidClient.class).hasMessageContaining("private or symmetric")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]}", "{\"keys\":[7]}", "nonsense"})
    void areAJwkSet(String json) {
        assertThatThrownBy(() -> InlineKeys.requireUsable(json)).isInstanceOf(InvalidClient.class);
    }

    private static String set(String members) {
        return "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + modulus + "\"," + members + "}]}";
    }
}
