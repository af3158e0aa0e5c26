package dev.smartfhir.admin.keycloak;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Proves who a client is by its private key, a JWK in a file: signed with the key's {@code alg}, else with ES384 or the
 * one of its curve, else RS384.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523.html#section-2.2">RFC 7523, section 2.2</a>
 */
final class ClientAssertion {

    private static final int SECONDS = 60;

    private ClientAssertion() {
    }

    /**
     * An assertion of one minute.
     *
     * @param audience the authorization server's issuer
     * @throws Refused where the file holds no private JWK
     */
    static String signed(Path file, String clientId, String audience) throws Refused {
        try {
            JWK key = JWK.parse(Files.readString(file));
            if (!key.isPrivate()) {
                throw new Refused("The file " + file + " holds no private key.");
            }
            Instant now = Instant.now();
            SignedJWT assertion = new SignedJWT(
                    new JWSHeader.Builder(algorithm(key)).type(JOSEObjectType.JWT).keyID(key.getKeyID()).build(),
                    new JWTClaimsSet.Builder().issuer(clientId).subject(clientId).audience(audience)
                            .jwtID(UUID.randomUUID().toString()).issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(SECONDS))).build());
            assertion.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm(key)));
            return assertion.serialize();
        } catch (IOException e) {
            throw new Refused("The file " + file + " cannot be read.");
        } catch (ParseException | JOSEException e) {
            throw new Refused("The file " + file + " is no private key as a JWK that can sign.");
        }
    }

    private static JWSAlgorithm algorithm(JWK key) {
        if (key.getAlgorithm() != null) {
            return JWSAlgorithm.parse(key.getAlgorithm().getName());
        }
        if (!(key instanceof ECKey ec)) {
            return JWSAlgorithm.RS384;
        }
        return switch (ec.getCurve().getName()) {
            case "P-256" -> JWSAlgorithm.ES256;
            case "P-521" -> JWSAlgorithm.ES512;
            default -> JWSAlgorithm.ES384;
        };
    }
}
