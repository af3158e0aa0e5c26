package dev.smartfhir.hapi.enforcement;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.TokenGrants;

/**
 * Whose request it is, and what that token grants.
 */
final class Bearer {

    private static final String GRANTS = Grants.class.getName();

    private final TokenGrants tokenGrants;

    Bearer(TokenGrants tokenGrants) {
        this.tokenGrants = tokenGrants;
    }

    /** Whether the request came over HTTP, so that a token must speak for it. */
    static boolean isEnforced(RequestDetails request) {
        return request instanceof ServletRequestDetails;
    }

    /** The token of the request; 403 without one, whatever went wrong before. */
    static VerifiedToken token(RequestDetails request) {
        return VerifiedToken.of(request).orElseThrow(NotAuthenticated::new);
    }

    /** What the token of the request grants, worked out once for the request and all its entries. */
    Grants grants(RequestDetails request) {
        VerifiedToken token = token(request);
        if (request.getUserData().get(GRANTS) instanceof Known known && known.token() == token) {
            return known.grants();
        }
        Grants grants = tokenGrants.of(token);
        request.getUserData().put(GRANTS, new Known(token, grants));
        return grants;
    }

    /** Whether the bearer may see every resource, so that no error tells it anything new. */
    boolean showsEverything(RequestDetails request) {
        return !isEnforced(request) || VerifiedToken.of(request).isPresent() && grants(request).showsEverything();
    }

    private record Known(VerifiedToken token, Grants grants) {
    }
}
