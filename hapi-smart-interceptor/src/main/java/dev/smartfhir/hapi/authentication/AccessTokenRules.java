package dev.smartfhir.hapi.authentication;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * What the claims of a token must say once it is known that its issuer made them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-4">RFC 9068 section 4</a>
 */
public final class AccessTokenRules {

    private final Audience audience;
    private final Duration skew;
    private final Clock clock;

    AccessTokenRules(Audience audience, Duration skew, Clock clock) {
        this.audience = audience;
        this.skew = skew;
        this.clock = clock;
    }

    /**
     * Applies every rule.
     *
     * @throws Unauthorized naming the first rule that the token breaks
     */
    void check(JWSHeader header, JWTClaimsSet claims, boolean acceptUntyped) {
        checkNothingCritical(header);
        checkType(header, claims, acceptUntyped);
        check(claims);
    }

    /**
     * Applies the rules for claims, whoever vouches for them: times, audience, no binding to a key.
     *
     * @throws Unauthorized naming the first rule that they break
     */
    public void check(JWTClaimsSet claims) {
        checkTimes(claims);
        checkAudience(claims);
        checkNotSenderConstrained(claims);
    }

    /**
     * Applies to a JWT, about which its issuer is still to be asked, the rules that it cannot get round by what the
     * issuer answers. A claim that is absent says nothing: it may be in the answer only.
     *
     * @throws Unauthorized naming the first rule that the token breaks
     */
    public void checkWhatIsSaid(JWSHeader header, JWTClaimsSet claims) {
        checkNothingCritical(header);
        checkType(header, claims, true);
        if (claims.getExpirationTime() != null) {
            checkTimes(claims);
        }
        checkNotSenderConstrained(claims);
    }

    /** No extension of JWS is known here, so that none may be critical (RFC 7515, section 4.1.11). */
    private void checkNothingCritical(JWSHeader header) {
        if (header.getCriticalParams() != null) {
            throw Unauthorized.invalidToken("The access token needs an extension that is not supported.");
        }
    }

    private void checkType(JWSHeader header, JWTClaimsSet claims, boolean acceptUntyped) {
        if (!TokenType.isAccessToken(header.getType(), claims, acceptUntyped)) {
            throw Unauthorized.invalidToken("The token is not an access token.");
        }
    }

    private void checkTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant expiry = instant(claims.getExpirationTime());
        Instant notBefore = instant(claims.getNotBeforeTime());
        Instant issued = instant(claims.getIssueTime());
        if (expiry == null) {
            throw Unauthorized.invalidToken("The access token has no expiry.");
        }
        if (!now.isBefore(expiry.plus(skew))) {
            throw Unauthorized.invalidToken("The access token has expired.");
        }
        if (notBefore != null && notBefore.isAfter(now.plus(skew))) {
            throw Unauthorized.invalidToken("The access token is not valid yet.");
        }
        if (issued != null && (issued.isAfter(now.plus(skew)) || issued.isAfter(expiry))) {
            throw Unauthorized.invalidToken("The access token was not issued at a sensible time.");
        }
    }

    private void checkAudience(JWTClaimsSet claims) {
        if (!audience.isIn(claims.getAudience())) {
            throw Unauthorized.invalidToken("The access token is not meant for this server.");
        }
    }

    /** Its proof is not verified here, so it must not pass as a plain bearer token (D-29). */
    private void checkNotSenderConstrained(JWTClaimsSet claims) {
        if (claims.getClaims().containsKey("cnf")) {
            throw Unauthorized.invalidToken("The access token is bound to a key, which a Bearer request cannot prove.");
        }
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
