package dev.smartfhir.hapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import dev.smartfhir.hapi.audit.AuditTrail;
import dev.smartfhir.hapi.audit.Touch.Action;
import dev.smartfhir.hapi.authentication.Authentication;
import dev.smartfhir.hapi.capability.ResourceCounts;
import dev.smartfhir.hapi.capability.SecurityStatement;
import dev.smartfhir.hapi.capability.TrialStatement;
import dev.smartfhir.hapi.decision.Course;
import dev.smartfhir.hapi.decision.Decisions;
import dev.smartfhir.hapi.discovery.WellKnown;
import dev.smartfhir.hapi.enforcement.Guards;
import dev.smartfhir.hapi.refusal.ExposedChallenge;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;

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

    /** After every other interceptor, when nothing is changed any more. */
    private static final int LAST = 1_000_000_000;

    private final WellKnown wellKnown;
    private final Authentication authentication;
    private final SecurityStatement securityStatement;
    private final Guards guards;
    private final Decisions decisions;
    private final AuditTrail audit;

    /**
     * Takes the parts that the hooks delegate to.
     */
    public SmartInterceptor(
            WellKnown wellKnown,
            Authentication authentication,
            SecurityStatement securityStatement,
            Guards guards,
            Decisions decisions,
            AuditTrail audit) {
        this.wellKnown = wellKnown;
        this.authentication = authentication;
        this.securityStatement = securityStatement;
        this.guards = guards;
        this.decisions = decisions;
        this.audit = audit;
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
        guards.of(details).authenticate(() -> {
            authentication.authenticate(details, request);
            audit.admit(details);
        }, details);
    }

    /**
     * Puts the challenge of a refusal on the answer, whoever writes it, and lets apps in a browser read it.
     *
     * @return true: HAPI sends the refusal
     */
    @Hook(value = Pointcut.SERVER_HANDLE_EXCEPTION, order = FIRST)
    public boolean exposeChallenge(
            BaseServerResponseException refusal, RequestDetails details, HttpServletRequest request,
            HttpServletResponse response) {
        if (guards.of(details).changesAnswers()) {
            ExposedChallenge.on(refusal, request, response);
        }
        return true;
    }

    /**
     * Judges the request, or an entry of a batch, before its method is called.
     */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = FIRST)
    public void judgeRequest(RestOperationTypeEnum interaction, RequestDetails request) {
        guards.ofBegun(request).beforeHandling(interaction, request);
    }

    /**
     * Narrows a search.
     */
    @Hook(value = Pointcut.STORAGE_PRESEARCH_PARTITION_SELECTED, order = LAST)
    public void narrow(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request) {
        guards.of(request).narrow(details, search, request);
    }

    /**
     * Judges a search as the database is about to be asked.
     */
    @Hook(value = Pointcut.STORAGE_PRESEARCH_REGISTERED, order = LAST)
    public void judgeSearch(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request) {
        guards.of(request).beforeSearch(details, search, request);
    }

    /**
     * Says whether a search may be answered from the stored results of another.
     */
    @Hook(Pointcut.STORAGE_PRECHECK_FOR_CACHED_SEARCH)
    public boolean mayReuseSearch(SearchParameterMap search, RequestDetails request) {
        return guards.of(request).mayReuse(search, request);
    }

    /**
     * Judges a create as the storage is about to do it.
     */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = LAST)
    public void judgeCreate(IBaseResource resource, RequestDetails request) {
        guards.of(request).beforeCreate(resource, request);
    }

    /**
     * Judges what has been created, as it will be committed.
     */
    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED, order = FIRST)
    public void judgeCreated(IBaseResource resource, RequestDetails request) {
        guards.of(request).afterCreate(resource, request);
        guards.of(request).note(() -> audit.changed(Action.CREATED, resource, request));
    }

    /**
     * Judges what has been updated, as it will be committed.
     */
    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED, order = FIRST)
    public void judgeUpdated(IBaseResource before, IBaseResource after, RequestDetails request) {
        guards.of(request).afterUpdate(before, after, request);
        guards.of(request).note(() -> audit.changed(Action.UPDATED, after, request));
    }

    /**
     * Judges an update as the storage is about to do it.
     */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = LAST)
    public void judgeUpdate(IBaseResource before, IBaseResource after, RequestDetails request) {
        guards.of(request).beforeUpdate(before, after, request);
    }

    /**
     * Judges a delete as the storage is about to do it.
     */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED, order = LAST)
    public void judgeDelete(IBaseResource resource, RequestDetails request) {
        guards.of(request).beforeDelete(resource, request);
    }

    /**
     * Notes what has been deleted, as it will be committed.
     */
    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED, order = LAST)
    public void noteDeleted(IBaseResource resource, RequestDetails request) {
        guards.of(request).note(() -> audit.changed(Action.DELETED, resource, request));
    }

    /**
     * Judges the delete of a resource that another one takes with it.
     */
    @Hook(Pointcut.STORAGE_CASCADE_DELETE)
    public void judgeCascade(RequestDetails request) {
        guards.of(request).beforeCascade(request);
    }

    /**
     * Judges a delete that erases the history.
     */
    @Hook(Pointcut.STORAGE_PRE_DELETE_EXPUNGE)
    public void judgeDeleteExpunge(RequestDetails request) {
        guards.of(request).beforeExpunge(request);
    }

    /**
     * Judges the erasure of a resource with its history.
     */
    @Hook(Pointcut.STORAGE_PRESTORAGE_EXPUNGE_RESOURCE)
    public void judgeExpunge(RequestDetails request) {
        guards.of(request).beforeExpunge(request);
    }

    /**
     * Judges the erasure of everything.
     */
    @Hook(Pointcut.STORAGE_PRESTORAGE_EXPUNGE_EVERYTHING)
    public void judgeExpungeEverything(RequestDetails request) {
        guards.of(request).beforeExpunge(request);
    }

    /**
     * Judges a bulk export.
     */
    @Hook(Pointcut.STORAGE_INITIATE_BULK_EXPORT)
    public void judgeExport(RequestDetails request) {
        guards.of(request).beforeExport(request);
    }

    /**
     * Leaves out of a history what the token does not show.
     */
    @Hook(value = Pointcut.STORAGE_PREACCESS_RESOURCES, order = LAST)
    public void access(IPreResourceAccessDetails details, RequestDetails request) {
        guards.of(request).access(details, request);
    }

    /**
     * Leaves out of results what the token does not show.
     */
    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = LAST)
    public void show(IPreResourceShowDetails details, RequestDetails request) {
        guards.of(request).show(details, request);
    }

    /**
     * Filters the response before any interceptor renders it.
     */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = FIRST)
    public void filterResponse(ResponseDetails response, RequestDetails request) {
        guards.of(request).respond(response, request);
        guards.of(request).note(() -> audit.leaves(response.getResponseResource(), request));
    }

    /**
     * Notes what the answer shows, when nothing is changed in it any more.
     */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LAST)
    public void noteAnswer(ResponseDetails response, RequestDetails request) {
        guards.of(request).note(() -> audit.answered(response.getResponseResource(), request));
    }

    /**
     * Puts a neutral error in place of one that tells of other resources.
     *
     * @return the error to answer with, or null to leave it as it is
     */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = FIRST)
    public BaseServerResponseException neutralize(Throwable thrown, RequestDetails request) {
        try {
            return guards.of(request).insteadOf(thrown, request);
        } finally {
            Course.of(request).failed(thrown);
        }
    }

    /**
     * Takes out of a refusal what other interceptors have added to it, and gives every error its details.
     */
    @Hook(value = Pointcut.SERVER_OUTGOING_FAILURE_OPERATIONOUTCOME, order = LAST)
    public void finishError(IBaseOperationOutcome outcome, ResponseDetails response, RequestDetails request) {
        guards.of(request).finishError(outcome, response.getResponseCode());
    }

    /**
     * Tells what was decided, once the request is done with, however it ended.
     */
    @Hook(value = Pointcut.SERVER_PROCESSING_COMPLETED, order = FIRST)
    public void tellDecisions(ServletRequestDetails request) {
        guards.of(request).afterwards(request);
        decisions.tell(request);
    }

    /**
     * States SMART on FHIR security in the CapabilityStatement, and not how much is stored.
     */
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void stateSecurity(IBaseConformance statement, RequestDetails details) {
        if (guards.of(details).changesAnswers()) {
            ResourceCounts.removeFrom(statement);
            securityStatement.addTo(statement, details);
        } else {
            guards.reportOnlyUntil().ifPresent(until -> TrialStatement.addTo(statement, until));
        }
    }
}
