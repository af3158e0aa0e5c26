package dev.smartfhir.hapi.enforcement;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What is done at each point where HAPI lets an interceptor look.
 */
public interface Guard {

    /** Authenticates a request. */
    void authenticate(Runnable authentication, RequestDetails request);

    /** Judges a request, or an entry of a batch, once HAPI knows what it asks for. */
    void beforeHandling(RestOperationTypeEnum interaction, RequestDetails request);

    /** Narrows a search before HAPI notes it down. */
    void narrow(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request);

    /** Judges a search once more as the database is about to be asked, however it came about. */
    void beforeSearch(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request);

    /** Whether a search may be answered from the stored results of another one. */
    boolean mayReuse(SearchParameterMap search, RequestDetails request);

    /** Judges a create as the storage is about to do it. */
    void beforeCreate(IBaseResource resource, RequestDetails request);

    /** Judges what has been created before it is committed. */
    void afterCreate(IBaseResource resource, RequestDetails request);

    /** Judges an update as the storage is about to do it. */
    void beforeUpdate(IBaseResource before, IBaseResource after, RequestDetails request);

    /** Judges what has been updated before it is committed. */
    void afterUpdate(IBaseResource before, IBaseResource after, RequestDetails request);

    /** Judges a delete as the storage is about to do it. */
    void beforeDelete(IBaseResource resource, RequestDetails request);

    /** Judges the delete of a resource that another one takes with it. */
    void beforeCascade(RequestDetails request);

    /** Judges the erasure of resources with their history. */
    void beforeExpunge(RequestDetails request);

    /** Judges a bulk export. */
    void beforeExport(RequestDetails request);

    /** Leaves out of what is found what the token does not show. */
    void access(IPreResourceAccessDetails details, RequestDetails request);

    /** Leaves out of a result what the token does not show. */
    void show(IPreResourceShowDetails details, RequestDetails request);

    /** Filters a response on its way out. */
    void respond(ResponseDetails response, RequestDetails request);

    /** The exception to answer with instead of one that tells too much, or {@code null}. */
    BaseServerResponseException insteadOf(Throwable thrown, RequestDetails request);

    /** Finishes the body of an error. */
    void finishError(IBaseOperationOutcome outcome, int status);

    /** Takes a note for a record of the request. */
    void note(Runnable noted);

    /** Whether a refusal gets its challenge, and a CapabilityStatement loses its counts. */
    boolean changesAnswers();

    /** The request is done with, and its answer has left. */
    void afterwards(RequestDetails request);
}
