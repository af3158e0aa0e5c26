package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.Properties;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyRotationTest {

    private static final RSAKey OLD = Minting.rsa("old");
    private static final RSAKey NEW = Minting.rsa("new");
    private final IssuerStub issuer = new IssuerStub(OLD);
    private final TokenVerifier verifier = verifier();

    @AfterEach
    void stop() {
        verifier.close();
        issuer.close();
    }

    @Test
    void followsARotationWithoutARestart() {
        verifier.verify(token(OLD));
        issuer.publish(NEW);

        assertThat(verifier.verify(token(NEW)).token().clientId()).isEqualTo("hospital");
        assertThatThrownBy(() -> verifier.verify(token(OLD))).isInstanceOf(Unauthorized.class);
    }

    @Test
    void readsTheKeysOnceForManyTokens() {
        for (int i = 0; i < 20; i++) {
            verifier.verify(token(OLD));
        }

        assertThat(issuer.keyReads()).isEqualTo(1);
    }

    @Test
    void readsTheKeysNoMoreThanAFewTimesUnderAFloodOfUnknownKeys() {
        verifier.verify(token(OLD));
        RSAKey stranger = Minting.rsa("stranger");
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> verifier.verify(token(stranger))).isInstanceOf(Unauthorized.class);
        }

        assertThat(issuer.keyReads()).isLessThanOrEqualTo(3);
        assertThat(verifier.verify(token(OLD))).isNotNull();
    }

    @Test
    void keepsTheLastKeysWhileTheIssuerIsAway() {
        verifier.verify(token(OLD));
        issuer.setAway(true);
        assertThatThrownBy(() -> verifier.verify(token(NEW))).isInstanceOf(Unauthorized.class);

        assertThat(verifier.verify(token(OLD))).isNotNull();
    }

    @Test
    void blamesTheClientForNothingWhileNoKeysAreKnown() {
        issuer.setAway(true);

        Throwable refusal = catchThrowable(() -> verifier.verify(token(OLD)));

        assertThat(refusal).isInstanceOf(AuthorizationServerUnavailable.class);
        AuthorizationServerUnavailable unavailable = (AuthorizationServerUnavailable) refusal;
        assertThat(unavailable.getStatusCode()).isEqualTo(503);
        assertThat(unavailable.getResponseHeaders()).containsKey("Retry-After");
    }

    @Test
    void findsTheKeysOnceTheIssuerIsBack() {
        issuer.setAway(true);
        assertThatThrownBy(() -> verifier.verify(token(OLD))).isInstanceOf(AuthorizationServerUnavailable.class);
        issuer.setAway(false);

        assertThat(verifier.verify(token(OLD))).isNotNull();
    }

    private String token(RSAKey key) {
        return Minting.sign(key, JWSAlgorithm.RS256, Minting.claims(issuer.issuer()).build());
    }

    private TokenVerifier verifier() {
        return new TokenVerifier(Properties.of(issuer),
                new BoundedFetch(Duration.ofSeconds(2)), Clock.systemUTC());
    }
}
