package dev.smartfhir.keycloak.jwks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.util.JsonSerialization;

/**
 * A JWK Set as its client publishes it. Members that a key need not have ({@code use}, {@code alg}, {@code key_ops})
 * may be absent (AUT-09).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517.html#section-5">RFC 7517, section 5</a>
 */
record KeySet(List<JsonNode> keys) {

    /** @throws InvalidClient if the text is no JWK Set */
    static KeySet read(String json) throws InvalidClient {
        try {
            JsonNode members = JsonSerialization.mapper.readTree(json).path("keys");
            if (!members.isArray()) {
                throw noKeySet();
            }
            List<JsonNode> keys = new ArrayList<>();
            members.forEach(key -> {
                if (key.isObject()) {
                    keys.add(key);
                }
            });
            return new KeySet(List.copyOf(keys));
        } catch (IOException e) {
            throw noKeySet();
        }
    }

    boolean hasKid(String kid) {
        return keys.stream().anyMatch(key -> kid.equals(key.path("kid").textValue()));
    }

    private static InvalidClient noKeySet() {
        return new InvalidClient("The client's JWKS is no JWK Set");
    }
}
