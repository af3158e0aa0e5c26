package dev.smartfhir.hapi.decision;

import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was decided on one request, or on one entry of a batch or transaction.
 *
 * <p>Nothing in it comes from a query string or from stored data. The request id may be the client's own, from the
 * header {@code X-Request-ID}.
 *
 * @param verdict     what became of it
 * @param rule        the code of the rule that refused it, as in {@code issue.details.coding}, or {@code not-shown}
 *     where the answer was that the resource is not known; empty where none did
 * @param scopes      the scopes of the token that allowed it, or those that would have been enough; may be empty
 * @param interaction HAPI's code of the interaction, such as {@code search-type}; {@code unknown} before it is known
 * @param type        the resource type that the path names; empty for none
 * @param id          the id without its version that the path names; empty for none
 * @param status      the HTTP status of the answer
 * @param token       the verified token; empty where none was
 * @param requestId   HAPI's id of the HTTP request, the same for all entries of a bundle; at most 64 characters
 * @param entry       the place of the entry in its bundle, from 0; empty where the decision is on a whole request
 */
public record Decision(
        Verdict verdict,
        Optional<String> rule,
        ScopeSet scopes,
        String interaction,
        Optional<String> type,
        Optional<String> id,
        int status,
        Optional<VerifiedToken> token,
        String requestId,
        OptionalInt entry) {

    /** The interaction of a request that was done with before HAPI knew it. */
    public static final String UNKNOWN = "unknown";

    /** What became of a request. */
    public enum Verdict {
        /** No rule refused it, whatever the server made of it afterwards. */
        ALLOWED,
        /** A rule refused it, or it was not authenticated. */
        REFUSED,
        /** A rule would have refused it, and it passed because verdicts are only reported. */
        REPORTED
    }
}
