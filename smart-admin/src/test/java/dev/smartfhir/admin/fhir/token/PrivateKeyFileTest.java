package dev.smartfhir.admin.fhir.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrivateKeyFileTest {

    private static final ECKey KEY = key();

    @TempDir
    private Path folder;

    @Test
    void readsAKeyAndASetOfOneBesidePublicOnes() throws IOException {
        assertThat(read(KEY.toJSONString())).isEqualTo(KEY);
        assertThat(read(new JWKSet(List.of(KEY, key().toPublicJWK())).toString(false))).isEqualTo(KEY);
    }

    static Stream<String> others() {
        return Stream.of("", "a-secret", "{}", "{\"kty\":\"EC\"}", "{\"keys\":[]}",
                KEY.toPublicJWK().toJSONString(),
                new JWKSet(List.of(KEY, key())).toString(false),
                new OctetSequenceKey.Builder(new byte[32]).build().toJSONString(),
                "-----BEGIN PRIVATE KEY-----\na-secret\n-----END PRIVATE KEY-----");
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesEverythingElseAndShowsNothingOfIt(String content) {
        assertThatIOException().isThrownBy(() -> read(content))
                .withMessageEndingWith("does not hold exactly one private RSA or EC key, as JWK.")
                .withNoCause();
    }

    @Test
    void theCredentialsShowNeitherKeyNorSecret() {
        assertThat(new ClientCredentials("app", KEY, null)).hasToString("ClientCredentials[app]");
        assertThat(new ClientCredentials("app", null, "a-secret")).hasToString("ClientCredentials[app]");
    }

    private Object read(String content) throws IOException {
        return PrivateKeyFile.read(Files.writeString(folder.resolve("key.json"), content));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID("k").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
