package dev.smartfhir.hapi.authentication;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.decision.Course;
import dev.smartfhir.hapi.gate.OpenPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;

/**
 * Lets a request through to HAPI with a {@link VerifiedToken}, or refuses it.
 *
 * <p>Open to all: {@code GET metadata}, {@code OPTIONS}, and an API description that the operator opens. A request
 * that passes that way has no token, so that enforcement still refuses it should HAPI take it for anything else.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html">SMART App Launch, access FHIR API</a>
 */
public final class Authentication {

    private final VerifiedTokens tokens;

    /**
     * Verifies with the given verifier, each token once.
     *
     * @param verifier what verifies a token
     * @param cacheSize how many verified tokens are remembered at most
     * @param clock the time
     * @param issuers the configured issuers, to tell the listener of no others
     */
    public Authentication(
            TokenVerifier verifier, int cacheSize, Clock clock, AuthenticationListener listener, Set<String> issuers) {
        HeardVerification heard = new HeardVerification(listener, issuers);
        this.tokens = new VerifiedTokens(
                cacheSize, token -> heard.of(token, verifier::verify, result -> result.token().issuer()),
                verifier::reused, clock);
    }

    /** What is remembered of verified tokens. */
    public RememberedTokens remembered() {
        return tokens.state();
    }

    /**
     * Authenticates a request, once however often it is asked.
     *
     * @param details HAPI's view of the request; takes the verified token
     * @param request the servlet's view of it
     * @throws Unauthorized where the access token is missing or not good
     * @throws AuthorizationServerUnavailable where the token's issuer has to be asked and cannot be
     */
    public void authenticate(ServletRequestDetails details, HttpServletRequest request) {
        if (isOpen(details, request)) {
            Course.of(details).isOpen();
            return;
        }
        Course.of(details).isJudged();
        if (VerifiedToken.of(details).isPresent()) {
            return;
        }
        tokens.verify(BearerToken.of(request)).attachTo(details);
    }

    private static boolean isOpen(ServletRequestDetails details, HttpServletRequest request) {
        RequestTypeEnum method = details.getRequestType();
        return method == RequestTypeEnum.OPTIONS
                || (method == RequestTypeEnum.GET || method == RequestTypeEnum.HEAD)
                        && isMetadata(details)
                || OpenPaths.isOpenedDescription(request);
    }

    /** Just {@code metadata}, or that below the name of a tenant. */
    private static boolean isMetadata(ServletRequestDetails details) {
        String path = String.valueOf(details.getRequestPath());
        String tenant = details.getTenantId();
        return details.getResourceName() == null
                && "metadata".equals(details.getOperation())
                && (path.equals("metadata") || tenant != null && path.equals(tenant + "/metadata"));
    }
}
