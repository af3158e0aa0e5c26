package dev.smartfhir.hapi.enforcement;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.refusal.Outcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Whose request it is.
 */
final class Bearer {

    private static final String NO_TOKEN = "The request has not been authenticated.";

    private Bearer() {
    }

    /** Whether the request came over HTTP, so that a token must speak for it. */
    static boolean isEnforced(RequestDetails request) {
        return request instanceof ServletRequestDetails;
    }

    /** The token of the request; 403 without one, whatever went wrong before. */
    static VerifiedToken token(RequestDetails request) {
        return VerifiedToken.of(request).orElseThrow(() -> new ForbiddenOperationException(
                NO_TOKEN, Outcome.of(IssueType.FORBIDDEN, "not-authenticated", NO_TOKEN)));
    }

    static Grants grants(RequestDetails request) {
        return new Grants(token(request).scopes());
    }

    /** Whether the bearer may see every resource, so that no error tells it anything new. */
    static boolean showsEverything(RequestDetails request) {
        return !isEnforced(request) || VerifiedToken.of(request)
                .map(token -> new Grants(token.scopes()))
                .filter(Grants::showsEverything)
                .isPresent();
    }
}
