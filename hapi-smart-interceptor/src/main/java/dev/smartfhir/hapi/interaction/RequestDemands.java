package dev.smartfhir.hapi.interaction;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.operation.AllowedOperations;
import dev.smartfhir.hapi.operation.OperationCall;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.search.SearchQuery;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceScope;

/**
 * What a single request demands by its interaction; what is not known here is refused (section 9.3, D-08).
 *
 * <p>Batches, transactions and pages are not single requests: they are judged elsewhere and refused here.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html">FHIR R4, RESTful API</a>
 */
public final class RequestDemands {

    private static final String X_CASCADE = "X-Cascade";

    private final SearchDemands searches;
    private final Writes writes;
    private final AllowedOperations operations;

    /** Requests whose searches, writes and operations are judged by these. */
    public RequestDemands(SearchDemands searches, Writes writes, AllowedOperations operations) {
        this.searches = searches;
        this.writes = writes;
        this.operations = operations;
    }

    /** The demands of a request that HAPI has matched to an interaction. */
    public Demands of(RestOperationTypeEnum interaction, RequestDetails request) {
        return switch (interaction) {
            case METADATA -> Demands.none();
            case READ, VREAD, HISTORY_INSTANCE -> instance(request);
            case SEARCH_TYPE -> searches.of(Rule.INTERACTION, searchedType(request), query(request));
            case HISTORY_TYPE -> Demands.of(Rule.INTERACTION, Need.search(request.getResourceName()));
            case SEARCH_SYSTEM -> SystemSearch.of(searches, query(request));
            case HISTORY_SYSTEM -> SystemSearch.history();
            case CREATE -> create(request);
            case UPDATE -> update(request);
            case PATCH -> patch(request);
            case DELETE -> delete(request);
            case EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE ->
                    operations.of(OperationCall.of(request));
            case TRANSACTION, BATCH, GET_PAGE,
                    GRAPHQL_REQUEST, VALIDATE, META, META_ADD, META_DELETE,
                    ADD_TAGS, DELETE_TAGS, GET_TAGS, UPDATE_REWRITE_HISTORY ->
                    Demands.forbiddenBy(Rule.OPERATION);
            default -> Demands.forbiddenBy(Rule.OPERATION);
        };
    }

    private static Demands instance(RequestDetails request) {
        return Demands.of(Rule.INTERACTION, new Need(Interaction.READ, type(request)));
    }

    private Demands create(RequestDetails request) {
        String condition = request.getConditionalUrl(RestOperationTypeEnum.CREATE);
        return writes.letter(Interaction.CREATE, type(request))
                .and(writes.body(Interaction.CREATE, request.getResource()))
                .and(condition == null ? Demands.none() : writes.condition(type(request), condition));
    }

    private Demands update(RequestDetails request) {
        return writes.letter(Interaction.UPDATE, type(request))
                .and(writes.body(Interaction.UPDATE, request.getResource()))
                .and(idOfOtherType(request))
                .and(condition(request, RestOperationTypeEnum.UPDATE));
    }

    private Demands patch(RequestDetails request) {
        return writes.letter(Interaction.UPDATE, type(request))
                .and(writes.references(request.getResource()))
                .and(Patches.of(type(request), request))
                .and(condition(request, RestOperationTypeEnum.PATCH));
    }

    private Demands delete(RequestDetails request) {
        return writes.letter(Interaction.DELETE, type(request))
                .and(writes.deletion(query(request), request.getHeader(X_CASCADE) != null))
                .and(condition(request, RestOperationTypeEnum.DELETE));
    }

    /** Without an id a write finds its target by search, also where the search has no parameters. */
    private Demands condition(RequestDetails request, RestOperationTypeEnum interaction) {
        if (request.getId() != null && request.getId().hasIdPart()) {
            return Demands.none();
        }
        String condition = request.getConditionalUrl(interaction);
        return writes.condition(type(request), condition == null ? "" : condition);
    }

    /** A Content-Location header can give a PUT another id than its URL. */
    private Demands idOfOtherType(RequestDetails request) {
        return request.getId() != null && request.getId().hasResourceType()
                ? writes.letter(Interaction.UPDATE, request.getId().getResourceType())
                : Demands.none();
    }

    /** The type that a search is on, also in a compartment. */
    public static String searchedType(RequestDetails request) {
        return request.getCompartmentName() == null ? type(request) : request.getCompartmentName();
    }

    private static String type(RequestDetails request) {
        return request.getResourceName() == null ? ResourceScope.EVERY_TYPE : request.getResourceName();
    }

    private static SearchQuery query(RequestDetails request) {
        return SearchQuery.of(request.getParameters());
    }
}
