package dev.smartfhir.keycloak.clientauth;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The signature algorithms of a client assertion, each with the key it needs. SMART names RS384 and ES384; the others
 * are the same families in other lengths (AUT-07, AUT-08).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518.html#section-3.1">RFC 7518, section 3.1</a>
 */
public enum SigningAlgorithm {

    RS384("RSA", null), ES384("EC", "P-384"),
    RS256("RSA", null), RS512("RSA", null),
    PS256("RSA", null), PS384("RSA", null), PS512("RSA", null),
    ES256("EC", "P-256"), ES512("EC", "P-521");

    private final String keyType;
    private final String curve;

    SigningAlgorithm(String keyType, String curve) {
        this.keyType = keyType;
        this.curve = curve;
    }

    /** Reads the header's {@code alg}; empty for {@code none}, for HMAC and for whatever else is not listed. */
    public static Optional<SigningAlgorithm> named(String alg) {
        return Stream.of(values()).filter(algorithm -> algorithm.name().equals(alg)).findFirst();
    }

    /** The {@code kty} that fits. */
    public String keyType() {
        return keyType;
    }

    /** The {@code crv} that fits; empty where the key has none. */
    public Optional<String> curve() {
        return Optional.ofNullable(curve);
    }
}
