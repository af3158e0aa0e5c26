package dev.smartfhir.hapi.authentication.introspection;

import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.hapi.authentication.AccessTokenRules;
import dev.smartfhir.hapi.authentication.AuthenticationListener;
import dev.smartfhir.hapi.authentication.AuthenticationListener.Introspection;
import dev.smartfhir.hapi.authentication.AuthorizationServerUnavailable;
import dev.smartfhir.hapi.authentication.IssuerMetadata;
import dev.smartfhir.hapi.authentication.IssuerSignatures;
import dev.smartfhir.hapi.authentication.TokenValidation;
import dev.smartfhir.hapi.authentication.TokenVerifier;
import dev.smartfhir.hapi.authentication.Unauthorized;
import dev.smartfhir.hapi.authentication.Validated;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.config.IntrospectionProperties;
import dev.smartfhir.hapi.config.IssuerProperties;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Finds the tokens of an issuer good by asking it about each. Only its answer counts: what a JWT says itself can have
 * it refused without a question, and nothing else.
 *
 * <p>An answer counts from the moment of the question for the configured time, and never beyond the {@code exp} that
 * it tells.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662</a>
 */
public final class IntrospectionValidation implements TokenValidation {

    private final AccessTokenRules ownWords;
    private final IssuerSignatures signatures;
    private final InactiveTokens inactive;
    private final IntrospectionCall call;
    private final AnswerRules rules;
    private final Duration kept;
    private final Clock clock;
    private final Consumer<Introspection> heard;

    private IntrospectionValidation(AccessTokenRules ownWords, IssuerSignatures signatures, InactiveTokens inactive,
            IntrospectionCall call, AnswerRules rules, Duration kept, Clock clock, Consumer<Introspection> heard) {
        this.ownWords = ownWords;
        this.signatures = signatures;
        this.inactive = inactive;
        this.call = call;
        this.rules = rules;
        this.kept = kept;
        this.clock = clock;
        this.heard = heard;
    }

    /**
     * Prepares, without a request to the issuer.
     *
     * @param property the prefix of the properties that say how it is asked, for messages
     * @param issuer an issuer with {@code validation=introspection}
     * @param rules what the claims of an answer must say
     * @param signatures those of the issuer's own tokens
     * @param metadata what the issuer says about itself
     */
    public static IntrospectionValidation of(String property, IssuerProperties issuer, AccessTokenRules rules,
            IssuerSignatures signatures, IssuerMetadata metadata, BoundedFetch fetch, int cacheSize, Clock clock,
            AuthenticationListener listener) {
        IntrospectionProperties introspection = issuer.introspection().orElseThrow();
        return new IntrospectionValidation(
                rules,
                signatures,
                new InactiveTokens(cacheSize, clock),
                new IntrospectionCall(property, new EndpointLocation(introspection, metadata),
                        ClientAuthentication.of(property, issuer.issuer(), introspection, clock), fetch,
                        new Availability(issuer.issuer(), clock)),
                new AnswerRules(issuer, rules),
                introspection.cache(),
                clock,
                result -> listener.introspected(issuer.issuer(), result));
    }

    @Override
    public Validated validate(SignedJWT token) {
        refuseByItsOwnWords(token);
        String text = token.getParsedString();
        refuseAgain(text);
        return ask(text, signatures.isKnownGood(token) ? Lane.SIGNED : Lane.UNKNOWN);
    }

    @Override
    public Validated validateOpaque(String token) {
        refuseAgain(token);
        return ask(token, Lane.UNKNOWN);
    }

    /** So that a flood of such tokens costs the issuer nothing. */
    private void refuseByItsOwnWords(SignedJWT token) {
        try {
            ownWords.checkWhatIsSaid(token.getHeader(), token.getJWTClaimsSet());
        } catch (ParseException e) {
            throw Unauthorized.invalidToken(TokenVerifier.NOT_TRUSTED);
        }
    }

    private void refuseAgain(String token) {
        try {
            inactive.refuse(token);
        } catch (Unauthorized refusal) {
            heard.accept(Introspection.CACHED);
            throw refusal;
        }
    }

    private Validated ask(String token, Lane lane) {
        Instant asked = clock.instant();
        IntrospectionAnswer answer = answer(token, lane);
        try {
            VerifiedToken verified = rules.judge(answer);
            heard.accept(Introspection.ACTIVE);
            Instant latest = asked.plus(kept);
            return new Validated(verified, verified.expiresAt().isBefore(latest) ? verified.expiresAt() : latest);
        } catch (Unauthorized refusal) {
            heard.accept(Introspection.INACTIVE);
            inactive.remember(token, refusal);
            throw refusal;
        }
    }

    private IntrospectionAnswer answer(String token, Lane lane) {
        try {
            return call.ask(token, lane);
        } catch (AuthorizationServerUnavailable none) {
            heard.accept(Introspection.UNAVAILABLE);
            throw none;
        }
    }

    @Override
    public void reused() {
        heard.accept(Introspection.CACHED);
    }

    @Override
    public void close() {
        signatures.close();
    }
}
