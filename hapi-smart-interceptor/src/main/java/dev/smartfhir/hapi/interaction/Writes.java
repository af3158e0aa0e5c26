package dev.smartfhir.hapi.interaction;

import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.match.InlineMatchUrls;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.search.SearchQuery;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ResourceTypes;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What a write demands, whether it comes alone or as an entry (SCO-01, SCO-03, SCO-04, D-01 to D-03, D-24).
 */
public final class Writes {

    private static final Set<String> EXPUNGE = Set.of("_expunge", "_delete_expunge");
    private static final String CASCADE = "_cascade";

    private final SearchDemands searches;
    private final InlineMatchUrls matchUrls;
    private final PrivilegedTypes privileged;

    /**
     * Writes whose conditions and bodies are judged by these.
     *
     * @param audited whether the server records what clients do, so that its records are not theirs to write
     */
    public Writes(SearchDemands searches, InlineMatchUrls matchUrls, boolean audited) {
        this.searches = searches;
        this.matchUrls = matchUrls;
        this.privileged = new PrivilegedTypes(audited);
    }

    /** The letter on the type, and what privileged types need beyond it. */
    public Demands letter(Interaction letter, String type) {
        if (!ResourceTypes.isKnown(type)) {
            return Demands.of(Rule.INTERACTION, new Need(letter, ResourceScope.EVERY_TYPE));
        }
        Need need = new Need(letter, type);
        return Demands.of(Rule.INTERACTION, need).and(privileged.of(need));
    }

    /** The letter on the type of the body as well, which need not be the one in the URL, and its references. */
    public Demands body(Interaction letter, IBaseResource body) {
        return body == null ? Demands.none() : letter(letter, body.fhirType()).and(matchUrls.of(body));
    }

    /** What a patch in a Bundle entry demands beyond its letter, and its references. */
    public Demands patch(String type, IBaseResource patch) {
        return Patches.of(type, patch).and(references(patch));
    }

    /** The references of a body that is a patch or nothing that is stored as it stands. */
    public Demands references(IBaseResource body) {
        return matchUrls.of(body);
    }

    /**
     * The search of a conditional write.
     *
     * @param type      the type in the URL
     * @param condition {@code Type?query}, {@code ?query} or {@code query}
     */
    public Demands condition(String type, String condition) {
        int question = condition.indexOf('?');
        SearchQuery query = SearchQuery.parse(condition.substring(question + 1));
        Demands demands = condition(type, query);
        String named = question < 0 ? "" : condition.substring(condition.lastIndexOf('/', question) + 1, question);
        return named.isEmpty() || named.equals(type)
                ? demands
                : demands.and(ResourceTypes.isKnown(named)
                        ? condition(named, query)
                        : Demands.of(Rule.CONDITIONAL, Need.searchEverything()));
    }

    /** The search of a conditional write whose parameters are in its URL. */
    public Demands condition(String type, SearchQuery query) {
        return searches.of(Rule.CONDITIONAL, type, query);
    }

    /** What a delete demands that asks for more than a delete. */
    public Demands deletion(SearchQuery query, boolean cascadeHeader) {
        Set<String> names = query.parameters().keySet();
        if (names.stream().anyMatch(EXPUNGE::contains)) {
            return Demands.forbiddenBy(Rule.EXPUNGE);
        }
        return cascadeHeader || names.contains(CASCADE) ? cascade() : Demands.none();
    }

    /** A delete that takes others with it may meet any type, and HAPI reads what it meets. */
    public Demands cascade() {
        return Demands.of(Rule.CASCADE, new Need(Interaction.DELETE, ResourceScope.EVERY_TYPE))
                .and(Demands.of(Rule.CASCADE, new Need(Interaction.READ, ResourceScope.EVERY_TYPE)));
    }
}
