package dev.smartfhir.hapi.trial;

import ca.uhn.fhir.jpa.dao.NonPersistedSearch;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import dev.smartfhir.hapi.decision.Course;
import dev.smartfhir.hapi.decision.EntryAnswers;
import dev.smartfhir.hapi.enforcement.Guard;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Judges as enforcement does, on copies, and lets everything pass: the server answers as if nobody judged.
 *
 * <p>It narrows, filters, signs and writes nothing. Pages are not judged, because links to them are not signed.
 */
public final class Trial implements Guard {

    private final Guard enforcement;
    private final Judging judging = new Judging();

    /** A trial of this. */
    public Trial(Guard enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void authenticate(Runnable authentication, RequestDetails request) {
        Course.of(request).isOnlyReported();
        judging.prepare(request);
        judging.now(request, authentication);
    }

    @Override
    public void beforeHandling(RestOperationTypeEnum interaction, RequestDetails request) {
        if (interaction != RestOperationTypeEnum.GET_PAGE) {
            judge(request, copy -> enforcement.beforeHandling(interaction, copy));
        }
    }

    @Override
    public void narrow(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request) {
        // Nothing is narrowed.
    }

    @Override
    public void beforeSearch(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request) {
        judging.harmless(() -> {
            SearchParameterMap asked = search.clone();
            String type = details.getResourceType();
            judge(request, copy -> enforcement.beforeSearch(new NonPersistedSearch(type), asked, copy));
        });
    }

    @Override
    public boolean mayReuse(SearchParameterMap search, RequestDetails request) {
        return true;
    }

    @Override
    public void beforeCreate(IBaseResource resource, RequestDetails request) {
        judging.harmless(() -> {
            IBaseResource body = TrialRequest.copy(resource);
            judge(request, copy -> enforcement.beforeCreate(body, copy));
        });
    }

    @Override
    public void afterCreate(IBaseResource resource, RequestDetails request) {
        // It has not been given the label that enforcement would have given it.
    }

    @Override
    public void beforeUpdate(IBaseResource before, IBaseResource after, RequestDetails request) {
        judging.harmless(() -> {
            IBaseResource old = TrialRequest.copy(before);
            IBaseResource body = TrialRequest.copy(after);
            judge(request, copy -> enforcement.beforeUpdate(old, body, copy));
        });
    }

    @Override
    public void afterUpdate(IBaseResource before, IBaseResource after, RequestDetails request) {
        // It has been judged as it was about to be.
    }

    @Override
    public void beforeDelete(IBaseResource resource, RequestDetails request) {
        judging.harmless(() -> {
            IBaseResource body = TrialRequest.copy(resource);
            judge(request, copy -> enforcement.beforeDelete(body, copy));
        });
    }

    @Override
    public void beforeCascade(RequestDetails request) {
        judge(request, enforcement::beforeCascade);
    }

    @Override
    public void beforeExpunge(RequestDetails request) {
        judge(request, enforcement::beforeExpunge);
    }

    @Override
    public void beforeExport(RequestDetails request) {
        judge(request, enforcement::beforeExport);
    }

    @Override
    public void access(IPreResourceAccessDetails details, RequestDetails request) {
        // Nothing is left out.
    }

    @Override
    public void show(IPreResourceShowDetails details, RequestDetails request) {
        // Nothing is left out.
    }

    @Override
    public void respond(ResponseDetails response, RequestDetails request) {
        judging.harmless(() ->
                EntryAnswers.read(Course.of(request), response.getResponseResource(), false)
                        .note(response.getResponseResource()));
    }

    @Override
    public BaseServerResponseException insteadOf(Throwable thrown, RequestDetails request) {
        Course.of(request).isOnlyReported();
        return null;
    }

    @Override
    public void finishError(IBaseOperationOutcome outcome, int status) {
        // The error stays as HAPI has written it.
    }

    @Override
    public boolean changesAnswers() {
        return false;
    }

    @Override
    public void afterwards(RequestDetails request) {
        judging.rest(request);
    }

    private void judge(RequestDetails request, Consumer<RequestDetails> judged) {
        judging.of(request, () -> judged.accept(new TrialRequest((ServletRequestDetails) request)));
    }
}
