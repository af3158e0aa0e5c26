package dev.smartfhir.hapi.authentication.introspection;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

/**
 * {@code private_key_jwt}: an assertion for each question, signed with this server's key and made for the issuer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523 section 3</a>
 */
final class KeyAuthentication implements ClientAuthentication {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int ID_BYTES = 16;

    private final String clientId;
    private final String issuer;
    private final AssertionKey key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KeyAuthentication(String clientId, String issuer, AssertionKey key, Clock clock) {
        this.clientId = clientId;
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("client_id", clientId, "client_assertion_type", JWT_BEARER, "client_assertion", assertion());
    }

    private String assertion() {
        Instant now = clock.instant();
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return key.sign(new JWSHeader.Builder(key.algorithm()).type(JOSEObjectType.JWT).keyID(key.id()).build(),
                new JWTClaimsSet.Builder().issuer(clientId).subject(clientId).audience(issuer)
                        .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFETIME)))
                        .jwtID(Base64.getUrlEncoder().withoutPadding().encodeToString(id)).build());
    }
}
