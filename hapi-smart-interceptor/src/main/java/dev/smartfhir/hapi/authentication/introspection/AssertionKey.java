package dev.smartfhir.hapi.authentication.introspection;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.hapi.config.InvalidSmartProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;

/**
 * This server's private key: a JWK with {@code kid}, of RSA with 2048 bits or more, or of P-256, P-384 or P-521.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517 section 4</a>
 */
final class AssertionKey {

    private static final Map<Curve, JWSAlgorithm> BY_CURVE = Map.of(
            Curve.P_256, JWSAlgorithm.ES256, Curve.P_384, JWSAlgorithm.ES384, Curve.P_521, JWSAlgorithm.ES512);

    private final String id;
    private final JWSAlgorithm algorithm;
    private final JWSSigner signer;

    private AssertionKey(String id, JWSAlgorithm algorithm, JWSSigner signer) {
        this.id = id;
        this.algorithm = algorithm;
        this.signer = signer;
    }

    /**
     * Reads a key, and tries it.
     *
     * @throws InvalidSmartProperty where the file holds no usable key; the message holds nothing of the file
     */
    static AssertionKey read(String property, Path file) {
        try {
            JWK key = JWK.parse(Files.readString(file));
            if (!key.isPrivate() || key.getKeyID() == null || key.getKeyID().isBlank()) {
                throw new InvalidSmartProperty(property, "has to be a private key with a kid, as one JWK: " + file);
            }
            JWSAlgorithm algorithm = algorithm(key);
            AssertionKey usable = new AssertionKey(key.getKeyID(), algorithm,
                    new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
            usable.sign(new JWSHeader(algorithm), new JWTClaimsSet.Builder().build());
            return usable;
        } catch (IOException | ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            if (e instanceof InvalidSmartProperty known) {
                throw known;
            }
            throw new InvalidSmartProperty(property, "has to be a JWK with a private key, RSA (2048 bits or more, "
                    + "signing by RS384 or its alg) or EC (P-256, P-384, P-521): " + file);
        }
    }

    String id() {
        return id;
    }

    JWSAlgorithm algorithm() {
        return algorithm;
    }

    /** A signed JWT. */
    String sign(JWSHeader header, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key of this server does not sign", e);
        }
        return token.serialize();
    }

    private static JWSAlgorithm algorithm(JWK key) {
        if (key instanceof RSAKey) {
            return key.getAlgorithm() == null ? JWSAlgorithm.RS384
                    : JWSAlgorithm.parse(key.getAlgorithm().getName());
        }
        if (key instanceof ECKey ec && BY_CURVE.containsKey(ec.getCurve())) {
            return BY_CURVE.get(ec.getCurve());
        }
        throw new IllegalArgumentException("neither RSA nor a curve that signs");
    }
}
