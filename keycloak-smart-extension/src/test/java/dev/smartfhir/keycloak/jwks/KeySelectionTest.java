package dev.smartfhir.keycloak.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.crypto.CryptoIntegration;

class KeySelectionTest {

    private static RSAPublicKey rsa;
    private static RSAPublicKey shortRsa;
    private static ECPublicKey ec;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        CryptoIntegration.init(KeySelectionTest.class.getClassLoader());
        rsa = rsa(2048);
        shortRsa = rsa(1024);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        ec = (ECPublicKey) generator.generateKeyPair().getPublic();
    }

    @Test
    void takesASampleKeyWithoutUseAndAlg() throws InvalidClient {
        assertThat(select("k", SigningAlgorithm.RS384, jwk(rsa, ""))).isEqualTo(rsa);
        assertThat(select("k", SigningAlgorithm.ES384, jwk(ec, ""))).isInstanceOf(ECPublicKey.class);
    }

    @Test
    void aKidMayStandForOneKeyOfEachType() throws InvalidClient {
        assertThat(select("k", SigningAlgorithm.RS384, jwk(rsa, ""), jwk(ec, ""))).isEqualTo(rsa);
    }

    @Test
    void aKeyForEncryptionIsNoCandidate() throws InvalidClient {
        assertThat(select("k", SigningAlgorithm.RS384, jwk(rsa, ",\"use\":\"enc\""), jwk(rsa, ",\"use\":\"sig\"")))
                .isEqualTo(rsa);
        assertThatThrownBy(() -> select("k", SigningAlgorithm.RS384, jwk(rsa, ",\"use\":\"enc\"")))
                .hasMessageContaining("no key");
    }

    @Test
    void failsWhenTwoKeysFit() {
        assertThatThrownBy(() -> select("k", SigningAlgorithm.RS384, jwk(rsa, ""), jwk(rsa, "")))
                .isInstanceOf(InvalidClient.class).hasMessageContaining("more than one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"K", "other", " k", ""})
    void failsWhenNoKidFits(String kid) {
        assertThatThrownBy(() -> select(kid, SigningAlgorithm.RS384, jwk(rsa, ""))).hasMessageContaining("no key");
    }

    @Test
    void failsWhenOnlyTheKidFits() {
        assertThatThrownBy(() -> select("k", SigningAlgorithm.ES384, jwk(rsa, ""))).hasMessageContaining("no key");
        assertThatThrownBy(() -> select("k", SigningAlgorithm.ES256, jwk(ec, ""))).hasMessageContaining("curve");
        assertThatThrownBy(() -> select("k", SigningAlgorithm.RS384, jwk(rsa, ",\"alg\":\"RS256\"")))
                .hasMessageContaining("another alg");
    }

    @Test
    void failsOnAShortRsaKey() {
        assertThatThrownBy(() -> select("k", SigningAlgorithm.RS384, jwk(shortRsa, "")))
                .hasMessageContaining("2048");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kty\":\"RSA\",\"kid\":\"k\"}",
        "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%\",\"e\":\"AQAB\"}",
        "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":5,\"e\":[]}"})
    void failsOnAKeyThatCannotBeRead(String jwk) {
        assertThatThrownBy(() -> select("k", SigningAlgorithm.RS384, jwk)).isInstanceOf(InvalidClient.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":", "nonsense", "null"})
    void failsOnWhatIsNoKeySet(String json) {
        assertThatThrownBy(() -> KeySet.read(json)).isInstanceOf(InvalidClient.class);
    }

    @Test
    void aBrokenNeighbourDoesNotSpoilAGoodKey() throws InvalidClient {
        assertThat(select("k", SigningAlgorithm.RS384, "5", "{\"kty\":\"XYZ\"}", jwk(rsa, ""))).isEqualTo(rsa);
    }

    private static PublicKey select(String kid, SigningAlgorithm algorithm, String... keys) throws InvalidClient {
        return KeySelection.select(KeySet.read("{\"keys\":[" + String.join(",", keys) + "]}"), kid, algorithm);
    }

    private static String jwk(RSAPublicKey key, String more) {
        return "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" + encode(key.getModulus(), 0)
                + "\",\"e\":\"AQAB\"" + more + "}";
    }

    private static String jwk(ECPublicKey key, String more) {
        return "{\"kty\":\"EC\",\"kid\":\"k\",\"crv\":\"P-384\",\"x\":\"" + encode(key.getW().getAffineX(), 48)
                + "\",\"y\":\"" + encode(key.getW().getAffineY(), 48) + "\"" + more + "}";
    }

    private static String encode(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        int skip = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
        byte[] plain = java.util.Arrays.copyOfRange(bytes, skip, bytes.length);
        byte[] padded = new byte[Math.max(length, plain.length)];
        System.arraycopy(plain, 0, padded, padded.length - plain.length, plain.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }

    private static RSAPublicKey rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return (RSAPublicKey) generator.generateKeyPair().getPublic();
    }
}
