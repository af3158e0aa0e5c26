package dev.smartfhir.keycloak.jwks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.clientauth.InvalidClient;
import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges a JWK Set that a client registers inline: public keys only, and at least one that can verify an assertion
 * (AUT-03, AUT-08).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-2">RFC 7591, section 2, jwks</a>
 */
public final class InlineKeys {

    /** The members of private and of symmetric keys (RFC 7518, section 6). */
    private static final List<String> SECRET_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private InlineKeys() {
    }

    /** @throws InvalidClient naming what is wrong; the message never quotes a key */
    public static void requireUsable(String jwks) throws InvalidClient {
        KeySet set = KeySet.read(jwks);
        for (JsonNode key : set.keys()) {
            if (SECRET_MEMBERS.stream().anyMatch(key::has)) {
                throw new InvalidClient("The JWK Set holds a private or symmetric key; only public ones are "
                        + "registered");
            }
        }
        if (set.keys().stream().noneMatch(key -> isUsable(set, key.path("kid").textValue()))) {
            throw new InvalidClient("The JWK Set has no public key with a kid of its own that verifies RS384, ES384 or "
                    + "another asymmetric algorithm");
        }
    }

    private static boolean isUsable(KeySet set, String kid) {
        return kid != null && Stream.of(SigningAlgorithm.values()).anyMatch(algorithm -> {
            try {
                KeySelection.select(set, kid, algorithm);
                return true;
            } catch (InvalidClient unfit) {
                return false;
            }
        });
    }
}
