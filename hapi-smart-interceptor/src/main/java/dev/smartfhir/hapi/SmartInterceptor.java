package dev.smartfhir.hapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.authentication.Authentication;
import dev.smartfhir.hapi.capability.SecurityStatement;
import dev.smartfhir.hapi.discovery.WellKnown;
import dev.smartfhir.hapi.refusal.ExposedChallenge;
import dev.smartfhir.hapi.refusal.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Every hook of the JAR, each handed on at once to the part that answers its question.
 *
 * <p>It has no public constructor without arguments on purpose: a server that cannot give it its parts must not start.
 *
 * @see <a href="https://hapifhir.io/hapi-fhir/docs/interceptors/server_pointcuts.html">HAPI server pointcuts</a>
 */
@Interceptor
public class SmartInterceptor {

    /** Before every other interceptor. No extreme: HAPI compares orders by subtraction, which must not overflow. */
    private static final int FIRST = -1_000_000_000;

    private final WellKnown wellKnown;
    private final Authentication authentication;
    private final SecurityStatement securityStatement;

    /**
     * Takes the parts that the hooks delegate to.
     */
    public SmartInterceptor(
            WellKnown wellKnown, Authentication authentication, SecurityStatement securityStatement) {
        this.wellKnown = wellKnown;
        this.authentication = authentication;
        this.securityStatement = securityStatement;
    }

    /**
     * Answers discovery before HAPI looks at the path or at content negotiation.
     *
     * @return false where the request has been answered
     */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_PROCESSED, order = FIRST)
    public boolean answerDiscovery(HttpServletRequest request, HttpServletResponse response) {
        return !wellKnown.answer(request, response);
    }

    /**
     * Verifies the access token before HAPI looks for a method to handle the request.
     */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED, order = FIRST)
    public void authenticate(ServletRequestDetails details, HttpServletRequest request) {
        authentication.authenticate(details, request);
    }

    /**
     * Lets apps in a browser read the challenge of a refusal.
     *
     * @return true: HAPI sends the refusal
     */
    @Hook(value = Pointcut.SERVER_HANDLE_EXCEPTION, order = FIRST)
    public boolean exposeChallenge(
            BaseServerResponseException refusal, HttpServletRequest request, HttpServletResponse response) {
        ExposedChallenge.on(refusal, request, response);
        return true;
    }

    /**
     * Refuses every interaction but the CapabilityStatement: what no rule allows is denied.
     */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = FIRST)
    public void enforce(RestOperationTypeEnum operation, RequestDetails details) {
        if (operation != RestOperationTypeEnum.METADATA) {
            throw new ForbiddenOperationException("No rule allows this interaction.",
                    Outcome.of(IssueType.FORBIDDEN, "no-rule", "No rule allows this interaction."));
        }
    }

    /**
     * States SMART on FHIR security in the CapabilityStatement.
     */
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void stateSecurity(IBaseConformance statement, RequestDetails details) {
        securityStatement.addTo(statement, details);
    }
}
