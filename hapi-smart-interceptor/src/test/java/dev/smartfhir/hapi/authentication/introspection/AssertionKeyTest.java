package dev.smartfhir.hapi.authentication.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.smartfhir.hapi.config.InvalidSmartProperty;
import dev.smartfhir.testapp.Minting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssertionKeyTest {

    private static final String PROPERTY = "smart.issuers[0].introspection.client-key";

    @TempDir
    private Path directory;

    static Stream<Arguments> unusable() throws JOSEException {
        RSAKey rsa = Minting.rsa("k");
        ECKey ec = Minting.ec(Curve.P_384, "k");
        return Stream.of(
                arguments("empty", ""),
                arguments("no JSON", "-----BEGIN PRIVATE KEY-----"),
                arguments("no key", "{}"),
                arguments("a public key", rsa.toPublicJWK().toJSONString()),
                arguments("a public EC key", ec.toPublicJWK().toJSONString()),
                arguments("no kid", new RSAKey.Builder(rsa).keyID(null).build().toJSONString()),
                arguments("a blank kid", new RSAKey.Builder(rsa).keyID(" ").build().toJSONString()),
                arguments("a short RSA key", new RSAKeyGenerator(1024, true).keyID("k").generate().toJSONString()),
                arguments("an Edwards curve", "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"x\":"
                        + "\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"d\":"
                        + "\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}"),
                arguments("a shared secret", new OctetSequenceKeyGenerator(256).keyID("k").generate().toJSONString()),
                arguments("an RSA key with an algorithm of shared secrets",
                        new RSAKey.Builder(rsa).algorithm(JWSAlgorithm.HS256).build().toJSONString()),
                arguments("a set of keys", new JWKSet(rsa).toString(false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void doesNotStartWithAKeyThatCannotSign(String what, String content) throws IOException {
        Path file = Files.writeString(directory.resolve("key.json"), content);

        assertThatThrownBy(() -> AssertionKey.read(PROPERTY, file)).isInstanceOf(InvalidSmartProperty.class)
                .satisfies(refusal -> assertThat(((InvalidSmartProperty) refusal).property()).isEqualTo(PROPERTY))
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining(content.isEmpty() ? "\u0000" : content)
                .hasNoCause();
    }
}
