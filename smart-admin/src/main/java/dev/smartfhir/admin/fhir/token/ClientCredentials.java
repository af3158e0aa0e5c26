package dev.smartfhir.admin.fhir.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/**
 * How a backend service proves who it is: by its private key, or by a secret.
 *
 * @param clientId the client
 * @param key      its private RSA or EC key; {@code null} where it has a secret
 * @param secret   its secret; {@code null} where it has a key
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">SMART, asymmetric</a>
 */
public record ClientCredentials(String clientId, JWK key, String secret) {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** The form fields that prove it; none where a header does. */
    Map<String, String> form(String tokenEndpoint, Clock clock) throws JOSEException {
        return key == null ? Map.of() : Map.of(
                "client_assertion_type", JWT_BEARER, "client_assertion", assertion(tokenEndpoint, clock));
    }

    /** The header fields that prove it; none where the form does. */
    Map<String, String> headers() {
        if (key != null) {
            return Map.of();
        }
        String pair = TokenRequest.encode(clientId) + ":" + TokenRequest.encode(secret);
        return Map.of("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Leaves out key and secret. */
    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }

    private String assertion(String tokenEndpoint, Clock clock) throws JOSEException {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(algorithm()).type(JOSEObjectType.JWT).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder().issuer(clientId).subject(clientId).audience(tokenEndpoint)
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(clock.instant().plusSeconds(120))).build());
        assertion.sign(signer());
        return assertion.serialize();
    }

    private JWSAlgorithm algorithm() {
        if (key.getAlgorithm() != null) {
            return JWSAlgorithm.parse(key.getAlgorithm().getName());
        }
        if (key instanceof ECKey ec) {
            return Curve.P_256.equals(ec.getCurve()) ? JWSAlgorithm.ES256 : JWSAlgorithm.ES384;
        }
        return JWSAlgorithm.RS384;
    }

    private JWSSigner signer() throws JOSEException {
        return key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key);
    }
}
