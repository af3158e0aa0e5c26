package dev.smartfhir.sandbox.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.smartfhir.sandbox.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreTest {

    @TempDir
    private Path directory;

    @Test
    void keepsAKeyOnceItIsMade() {
        KeyStore keys = new KeyStore(directory.resolve("keys"));

        ClientKey first = keys.getOrCreate("client", ClientKey::es384);

        assertThat(keys.getOrCreate("client", ClientKey::es384)).isEqualTo(first);
        assertThat(keys.get("client")).isEqualTo(first);
        assertThat(keys.getOrCreate("other", ClientKey::es384)).isNotEqualTo(first);
    }

    @Test
    void letsOnlyTheOwnerReadThem() throws IOException {
        new KeyStore(directory.resolve("keys")).getOrCreate("client", ClientKey::es384);

        assertThat(permissions("keys")).isEqualTo("rwx------");
        assertThat(permissions("keys/client.jwk.json")).isEqualTo("rw-------");
    }

    @Test
    void saysThatTheSandboxWasNeverStarted() {
        assertThatThrownBy(() -> new KeyStore(directory).get("client"))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("start the sandbox first");
    }

    @Test
    void publishesNoPrivatePart() throws ParseException {
        for (ClientKey key : new ClientKey[] {ClientKey.rs384(), ClientKey.es384()}) {
            JWK published = JWKSet.parse(key.publicKeySet()).getKeyByKeyId(key.keyId());
            assertThat(published.isPrivate()).isFalse();
            assertThat(key.publicKeySet()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
        }
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(path)));
    }
}
