package dev.smartfhir.admin.fhir.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Makes tokens that say everything that a good one says, and that the issuer has not signed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-2">RFC 8725, section 2</a>
 */
final class Forged {

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private final String issuer;
    private final String audience;
    private final Instant now;

    Forged(String issuer, String audience, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.now = clock.instant();
    }

    /**
     * Every kind, by what it is.
     *
     * @param publishedKey the issuer's public key as it publishes it, which is no secret; or {@code null}
     * @param keyId the id of that key, or {@code null}
     */
    Map<String, String> tokens(byte[] publishedKey, String keyId) {
        try {
            RSAKey own = new RSAKeyGenerator(2048).keyID("own").generate();
            JWSSigner signer = new RSASSASigner(own);
            JWSHeader.Builder rs256 = new JWSHeader.Builder(JWSAlgorithm.RS256).type(ACCESS_TOKEN);
            Map<String, String> all = new LinkedHashMap<>();
            all.put("without a signature (alg none)",
                    new PlainJWT(new PlainHeader.Builder().type(ACCESS_TOKEN).build(), claims(300)).serialize());
            all.put("with a shared secret (HS256)", symmetric(UUID.randomUUID().toString().getBytes(), keyId));
            if (publishedKey != null) {
                all.put("with the issuer's public key as a shared secret (HS256)", symmetric(publishedKey, keyId));
            }
            all.put("signed with a key of its own (RS256)", sign(rs256.keyID("own").build(), signer, 300));
            all.put("signed with a key of its own under the issuer's key id",
                    sign(rs256.keyID(keyId).build(), signer, 300));
            all.put("that brings its own key along (jwk)", sign(new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(ACCESS_TOKEN).jwk(own.toPublicJWK()).build(), signer, 300));
            all.put("that has expired", sign(rs256.keyID("own").build(), signer, -300));
            all.put("that is none at all", "not-a-token");
            return all;
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot sign", e);
        }
    }

    private String symmetric(byte[] secret, String keyId) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(ACCESS_TOKEN).keyID(keyId).build();
        return sign(header, new MACSigner(secret), 300);
    }

    private String sign(JWSHeader header, JWSSigner signer, long seconds) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims(seconds));
        token.sign(signer);
        return token.serialize();
    }

    private JWTClaimsSet claims(long seconds) {
        return new JWTClaimsSet.Builder().issuer(issuer).audience(audience).subject("smart-admin")
                .claim("client_id", "smart-admin").claim("azp", "smart-admin").claim("typ", "Bearer")
                .claim("scope", "system/*.rs").jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now.plusSeconds(Math.min(0, seconds - 300))))
                .expirationTime(Date.from(now.plusSeconds(seconds))).build();
    }
}
