package dev.smartfhir.keycloak.jwks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.clientauth.InvalidClient;
import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.keycloak.jose.jwk.JWK;
import org.keycloak.jose.jwk.JWKParser;
import org.keycloak.util.JsonSerialization;

/**
 * Selects the single key whose {@code kid} and {@code kty} fit; none or more than one is a failure (AUT-26). Keys for
 * encryption are no candidates; RSA keys need 2048 bits, EC keys the curve of the algorithm.
 */
final class KeySelection {

    private static final int SHORTEST_RSA_KEY = 2048;

    private KeySelection() {
    }

    static PublicKey select(KeySet set, String kid, SigningAlgorithm algorithm) throws InvalidClient {
        List<JsonNode> fitting = set.keys().stream()
                .filter(key -> kid.equals(key.path("kid").textValue()))
                .filter(key -> algorithm.keyType().equals(key.path("kty").textValue()))
                .filter(key -> !"enc".equals(key.path("use").textValue()))
                .toList();
        if (fitting.size() != 1) {
            throw new InvalidClient(fitting.isEmpty()
                    ? "The client's JWKS has no key with this kid for this alg"
                    : "The client's JWKS has more than one key with this kid for this alg");
        }
        JsonNode key = fitting.get(0);
        requireFor(algorithm, key);
        return publicKey(key);
    }

    private static void requireFor(SigningAlgorithm algorithm, JsonNode key) throws InvalidClient {
        if (key.hasNonNull("alg") && !algorithm.name().equals(key.path("alg").textValue())) {
            throw new InvalidClient("The key with this kid is for another alg");
        }
        if (algorithm.curve().isPresent() && !algorithm.curve().get().equals(key.path("crv").textValue())) {
            throw new InvalidClient("The key with this kid is on another curve than the alg");
        }
    }

    private static PublicKey publicKey(JsonNode node) throws InvalidClient {
        PublicKey key;
        try {
            key = JWKParser.create(JsonSerialization.mapper.treeToValue(node, JWK.class)).toPublicKey();
        } catch (JsonProcessingException | RuntimeException e) {
            throw new InvalidClient("The key with this kid cannot be read");
        }
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA_KEY) {
            throw new InvalidClient("The RSA key with this kid is shorter than " + SHORTEST_RSA_KEY + " bits");
        }
        return key;
    }
}
