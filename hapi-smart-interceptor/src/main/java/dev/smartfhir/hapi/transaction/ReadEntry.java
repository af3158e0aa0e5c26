package dev.smartfhir.hapi.transaction;

import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.interaction.SystemSearch;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceTypes;

/**
 * What a GET entry demands; HAPI judges it once more when it comes to it.
 */
final class ReadEntry {

    private static final String HISTORY = "_history";
    private static final String SEARCH = "_search";
    private static final String METADATA = "metadata";
    private static final String PAGE = "_getpages";

    private final SearchDemands searches;

    ReadEntry(SearchDemands searches) {
        this.searches = searches;
    }

    Demands of(EntryUrl url) {
        return switch (url.depth()) {
            case 0 -> url.query().parameters().containsKey(PAGE)
                    ? Demands.invalid("A page of a search cannot be fetched by a Bundle entry.")
                    : SystemSearch.of(searches, url.query());
            case 1 -> single(url);
            case 2 -> typeOrInstance(url);
            case 3 -> url.segment(2).equals(HISTORY) ? instance(url) : compartment(url);
            case 4 -> url.segment(2).equals(HISTORY) ? instance(url) : compartment(url);
            default -> unknown();
        };
    }

    static boolean isHistoryOfType(EntryUrl url) {
        return url.depth() == 2 && url.segment(1).equals(HISTORY);
    }

    private Demands single(EntryUrl url) {
        return switch (url.segment(0)) {
            case METADATA -> Demands.none();
            case HISTORY -> SystemSearch.history();
            default -> ResourceTypes.isKnown(url.segment(0)) ? search(url, url.segment(0)) : unknown();
        };
    }

    private Demands typeOrInstance(EntryUrl url) {
        String type = url.segment(0);
        if (!ResourceTypes.isKnown(type)) {
            return unknown();
        }
        return switch (url.segment(1)) {
            case HISTORY -> Demands.of(Rule.INTERACTION, Need.search(type));
            case SEARCH -> search(url, type);
            default -> instance(url);
        };
    }

    private static Demands instance(EntryUrl url) {
        return ResourceTypes.isKnown(url.segment(0))
                ? Demands.of(Rule.INTERACTION, new Need(Interaction.READ, url.segment(0)))
                : unknown();
    }

    private Demands compartment(EntryUrl url) {
        boolean plain = url.depth() == 3 || url.segment(3).equals(SEARCH);
        return plain && ResourceTypes.isKnown(url.segment(2)) ? search(url, url.segment(2)) : unknown();
    }

    private Demands search(EntryUrl url, String type) {
        return searches.of(Rule.INTERACTION, type, url.query());
    }

    private static Demands unknown() {
        return Demands.forbiddenBy(Rule.OPERATION);
    }
}
