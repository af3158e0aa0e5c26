package dev.smartfhir.admin.fhir.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/**
 * Reads a client's private RSA or EC key: a JWK, or a JWK set with exactly one such key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517, section 4</a>
 */
public final class PrivateKeyFile {

    private PrivateKeyFile() {
    }

    /**
     * Reads the file.
     *
     * @throws IOException with a sentence that shows nothing of the file, where it holds no such key
     */
    public static JWK read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            List<JWK> keys = keys(text).stream()
                    .filter(JWK::isPrivate).filter(key -> key instanceof RSAKey || key instanceof ECKey).toList();
            if (keys.size() == 1) {
                return keys.get(0);
            }
        } catch (ParseException e) {
            // Said below, without what the parser shows of the file.
        }
        throw new IOException("The file " + file + " does not hold exactly one private RSA or EC key, as JWK.");
    }

    private static List<JWK> keys(String text) throws ParseException {
        return text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
    }
}
