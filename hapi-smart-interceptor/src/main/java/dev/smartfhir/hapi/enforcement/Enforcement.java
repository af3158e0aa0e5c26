package dev.smartfhir.hapi.enforcement;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import dev.smartfhir.hapi.binary.BinaryContexts;
import dev.smartfhir.hapi.binary.BinaryRules;
import dev.smartfhir.hapi.compartment.CompartmentSearch;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.config.SmartProperties;
import dev.smartfhir.hapi.decision.Course;
import dev.smartfhir.hapi.decision.EntryAnswers;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.TokenGrants;
import dev.smartfhir.hapi.instance.InstanceGuard;
import dev.smartfhir.hapi.instance.WriteRules;
import dev.smartfhir.hapi.interaction.RequestDemands;
import dev.smartfhir.hapi.interaction.Writes;
import dev.smartfhir.hapi.match.InlineMatchUrls;
import dev.smartfhir.hapi.operation.AllowedOperations;
import dev.smartfhir.hapi.operation.OperationCall;
import dev.smartfhir.hapi.operation.OperationSubject;
import dev.smartfhir.hapi.paging.PageLinks;
import dev.smartfhir.hapi.paging.PageSignature;
import dev.smartfhir.hapi.response.ErrorDetails;
import dev.smartfhir.hapi.response.FilteredSearches;
import dev.smartfhir.hapi.response.NeutralErrors;
import dev.smartfhir.hapi.response.ResponseFilter;
import dev.smartfhir.hapi.search.AllowedChains;
import dev.smartfhir.hapi.search.EverythingTypes;
import dev.smartfhir.hapi.search.FilteredPages;
import dev.smartfhir.hapi.search.IncludeNarrowing;
import dev.smartfhir.hapi.search.NextPage;
import dev.smartfhir.hapi.search.PersonalSearches;
import dev.smartfhir.hapi.search.ReferenceTargets;
import dev.smartfhir.hapi.search.RegistryReferenceTargets;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.search.SearchNarrowing;
import dev.smartfhir.hapi.search.SearchQuery;
import dev.smartfhir.hapi.search.WholeRead;
import dev.smartfhir.hapi.storage.StorageGuard;
import dev.smartfhir.hapi.transaction.AdmittedBundle;
import dev.smartfhir.hapi.transaction.BundleRequests;
import dev.smartfhir.hapi.transaction.RefusedEntries;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Judge;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.ScopeSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/**
 * Enforces what the token says, at each point where HAPI lets an interceptor look.
 *
 * <p>Only requests that came over HTTP are enforced; what the server does on its own behalf is not.
 */
public final class Enforcement implements Guard {

    private static final String CASCADE_HEADER = "X-Cascade";

    private static final Set<RestOperationTypeEnum> HISTORIES = EnumSet.of(
            RestOperationTypeEnum.HISTORY_INSTANCE, RestOperationTypeEnum.HISTORY_TYPE,
            RestOperationTypeEnum.HISTORY_SYSTEM, RestOperationTypeEnum.GET_PAGE);

    private final Bearer bearer;
    private final Judge judge;
    private final SearchDemands searches;
    private final SearchNarrowing narrowing;
    private final EverythingTypes everything;
    private final RequestDemands requests;
    private final InstanceGuard instances;
    private final OperationSubject subjects;
    private final BundleRequests bundles;
    private final StorageGuard storage;
    private final PageLinks pages;
    private final ResponseFilter responses;
    private final NextPage nextPage;

    /** Enforcement for one server, with what its operator has configured. */
    public Enforcement(ServerParts server, SmartProperties properties) {
        ReferenceTargets targets = new RegistryReferenceTargets(server.fhir(), server.registry());
        bearer = new Bearer(new TokenGrants(
                properties.fhirBase(), new PatientCompartment(server.fhir()), server.constraints(),
                new BinaryContexts(server.stored()), server.userAccess()));
        judge = new Judge(properties.privilegedWrites());
        searches = new SearchDemands(targets, new AllowedChains(properties.allowedChains()));
        everything = new EverythingTypes(targets.types());
        narrowing = new SearchNarrowing(new IncludeNarrowing(targets),
                new CompartmentSearch(server.fhir(), server.registry(), server.filterEnabled()), server.constraints());
        InlineMatchUrls matchUrls = new InlineMatchUrls(server.fhir(), searches);
        Writes writes = new Writes(searches, matchUrls, properties.audit());
        AllowedOperations operations = new AllowedOperations(properties.operations());
        requests = new RequestDemands(searches, writes, operations);
        subjects = new OperationSubject(server.stored());
        WriteRules bodies = new WriteRules(server.stored());
        instances = new InstanceGuard(server.stored(), bodies);
        bundles = new BundleRequests(searches, writes, matchUrls, instances, operations, judge);
        storage = new StorageGuard(writes, judge, bodies);
        pages = new PageLinks(new PageSignature(properties.pagingSecret()));
        responses = new ResponseFilter(pages);
        nextPage = new NextPage(server.searches());
    }

    @Override
    public void authenticate(Runnable authentication, RequestDetails request) {
        authentication.run();
    }

    @Override
    public void beforeHandling(RestOperationTypeEnum interaction, RequestDetails request) {
        if (interaction != RestOperationTypeEnum.METADATA) {
            enforce(request, grants -> beforeHandling(interaction, request, grants));
        }
    }

    private void beforeHandling(RestOperationTypeEnum interaction, RequestDetails request, Grants grants) {
        PersonalSearches.prepare(request);
        FilteredPages.prepare(request);
        if (request.isRewriteHistory()) {
            Refusals.enforce(judge.judge(Demands.forbiddenBy(Rule.OPERATION), grants));
        }
        switch (interaction) {
            case TRANSACTION, BATCH -> bundle((Bundle) request.getResource(), request, grants);
            case GET_PAGE -> pages.admit(request, Bearer.token(request));
            case HISTORY_TYPE, HISTORY_SYSTEM, SEARCH_SYSTEM -> {
                Demands demands = requests.of(interaction, request);
                Refusals.enforce(judge.judge(demands, grants));
                BinaryRules.checkHistory(request.getResourceName(), grants);
                note(request, () -> grants.meeting(demands.needs()));
            }
            case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE ->
                    operation(interaction, request, grants);
            default -> single(interaction, request, grants);
        }
    }

    private void bundle(Bundle bundle, RequestDetails request, Grants grants) {
        AdmittedBundle admitted = bundles.admit(bundle, grants, request.getHeader(CASCADE_HEADER) != null);
        admitted.refused().attachTo(request);
        Course.of(request).consistsOf(bundle.getType() == BundleType.BATCH
                ? RestOperationTypeEnum.BATCH.getCode() : RestOperationTypeEnum.TRANSACTION.getCode(),
                admitted.entries());
    }

    /** Notes because of which scopes a request is allowed; the entries of a batch have been noted with it. */
    private static void note(RequestDetails request, Supplier<ScopeSet> scopes) {
        if (!request.isSubRequest()) {
            Course.of(request).allowedBy(scopes);
        }
    }

    private void operation(RestOperationTypeEnum interaction, RequestDetails request, Grants grants) {
        OperationCall call = OperationCall.of(request);
        Demands demands = requests.of(interaction, request);
        Refusals.enforce(call.isEverythingOfOne()
                ? judge.judgeBeforeBodies(demands, grants) : judge.judge(demands, grants));
        subjects.admit(call, grants);
        note(request, () -> grants.meeting(demands.needs()));
    }

    private void single(RestOperationTypeEnum interaction, RequestDetails request, Grants grants) {
        if (isReadOfCurrent(interaction, request)
                && grants.mayReadAsUser(request.getResourceName(), request.getId().getIdPart())) {
            note(request, grants::openingOwnRecord);
            return;
        }
        Demands demands = requests.of(interaction, request);
        Refusals.enforce(judge.judgeBeforeBodies(demands, grants));
        if (interaction == RestOperationTypeEnum.SEARCH_TYPE
                && narrowing.filtersPages(RequestDemands.searchedType(request), grants)) {
            WholeRead.prepare(request);
        }
        instances.admit(interaction, request, demands, grants);
        note(request, () -> grants.meeting(demands.needs()));
    }

    /** HAPI calls each read in a batch a read of a version. */
    private static boolean isReadOfCurrent(RestOperationTypeEnum interaction, RequestDetails request) {
        return (interaction == RestOperationTypeEnum.READ || interaction == RestOperationTypeEnum.VREAD)
                && request.getId() != null && !request.getId().hasVersionIdPart();
    }

    @Override
    public void beforeSearch(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request) {
        enforce(request, grants -> {
            Refusals.enforce(judge.judgeBeforeBodies(
                    searches.of(Rule.INTERACTION, details.getResourceType(), SearchQuery.of(search)), grants));
            if (search.getEverythingMode() == null) {
                narrowing.beforeQuery(details, search, request, grants);
            } else {
                everything.leaveOutRecords(search);
                narrowing.beforeEverything(details, search, request, grants);
            }
        });
    }

    @Override
    public void narrow(ICachedSearchDetails details, SearchParameterMap search, RequestDetails request) {
        enforce(request, grants -> narrowing.beforeLookup(details, search, request, grants));
    }

    @Override
    public boolean mayReuse(SearchParameterMap search, RequestDetails request) {
        if (Bearer.isEnforced(request)) {
            WholeRead.unlimited(search, request);
        }
        return !Bearer.isEnforced(request) || !PersonalSearches.contain(search, request);
    }

    @Override
    public void beforeCreate(IBaseResource resource, RequestDetails request) {
        enforceWrite(request, grants -> storage.create(resource, request, grants));
    }

    @Override
    public void afterCreate(IBaseResource resource, RequestDetails request) {
        enforce(request, grants -> storage.created(resource, request, grants));
    }

    @Override
    public void beforeUpdate(IBaseResource before, IBaseResource after, RequestDetails request) {
        enforceWrite(request, grants -> storage.update(before, after, request, grants));
    }

    @Override
    public void afterUpdate(IBaseResource before, IBaseResource after, RequestDetails request) {
        enforce(request, grants -> storage.updated(before, after, request, grants));
    }

    @Override
    public void beforeDelete(IBaseResource resource, RequestDetails request) {
        enforceWrite(request, grants -> storage.delete(resource, grants));
    }

    @Override
    public void beforeCascade(RequestDetails request) {
        enforce(request, storage::cascade);
    }

    @Override
    public void beforeExpunge(RequestDetails request) {
        enforce(request, storage::expunge);
    }

    @Override
    public void beforeExport(RequestDetails request) {
        enforce(request, storage::export);
    }

    /**
     * Leaves out of a history, of what an operation finds, and of a search that no query tells apart. HAPI fails a
     * history where that is done later; in other searches this would load each body once more, for nothing.
     */
    @Override
    public void access(IPreResourceAccessDetails details, RequestDetails request) {
        if (!Bearer.isEnforced(request) || !HISTORIES.contains(request.getRestOperationType())
                && !FilteredPages.areNeeded(request) && !OperationCall.isMadeBy(request)) {
            return;
        }
        enforce(request, grants -> {
            for (int i = 0; i < details.size(); i++) {
                if (!isShown(details, i, grants)) {
                    details.setDontReturnResourceAtIndex(i);
                }
            }
        });
    }

    /** HAPI gives no body of what has been deleted and is still referred to by a version of it. */
    private static boolean isShown(IPreResourceAccessDetails details, int index, Grants grants) {
        try {
            IBaseResource resource = details.getResource(index);
            return resource != null && grants.shows(resource);
        } catch (IndexOutOfBoundsException deletedAtTheEnd) {
            return false;
        }
    }

    @Override
    public void show(IPreResourceShowDetails details, RequestDetails request) {
        enforce(request, grants -> {
            for (int i = 0; i < details.size(); i++) {
                IBaseResource resource = details.getResource(i);
                if (resource != null && !grants.shows(resource)) {
                    details.setResource(i, null);
                }
            }
        });
    }

    @Override
    public void respond(ResponseDetails response, RequestDetails request) {
        if (Bearer.isEnforced(request) && request.getRestOperationType() != RestOperationTypeEnum.METADATA) {
            Grants grants = bearer.grants(request);
            EntryAnswers entries = EntryAnswers.read(Course.of(request), response.getResponseResource(), true);
            responses.filter(request.getRestOperationType(), response, Bearer.token(request), grants,
                    new FilteredSearches(FilteredPages.types(request),
                            type -> narrowing.filtersPages(type, grants), page -> nextPage.complete(page, request),
                            OperationCall.isMadeBy(request) || pages.areWithoutTotal(request, Bearer.token(request))),
                    RefusedEntries.takeFrom(request));
            entries.note(response.getResponseResource());
        }
    }

    @Override
    public BaseServerResponseException insteadOf(Throwable thrown, RequestDetails request) {
        return bearer.showsEverything(request) ? null : NeutralErrors.instead(thrown);
    }

    @Override
    public void finishError(IBaseOperationOutcome outcome, int status) {
        NeutralErrors.keepOneIssue(outcome);
        ErrorDetails.complete(outcome, status);
    }

    @Override
    public boolean changesAnswers() {
        return true;
    }

    @Override
    public void afterwards(RequestDetails request) {
        // Everything has been judged on the way.
    }

    /** No operation that may be invoked writes. */
    private void enforceWrite(RequestDetails request, Consumer<Grants> enforced) {
        enforce(request, grants -> {
            if (OperationCall.isMadeBy(request)) {
                Refusals.enforce(judge.judge(Demands.forbiddenBy(Rule.OPERATION), grants));
            }
            enforced.accept(grants);
        });
    }

    private void enforce(RequestDetails request, Consumer<Grants> enforced) {
        if (Bearer.isEnforced(request)) {
            try {
                enforced.accept(bearer.grants(request));
            } catch (RuntimeException e) {
                Course.of(request).refusedOnTheWay(e);
                throw e;
            }
        }
    }
}
