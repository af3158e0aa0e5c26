package dev.smartfhir.hapi.interaction;

import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.search.SearchQuery;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ResourceTypes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a search or history over the whole system demands (D-07).
 */
public final class SystemSearch {

    private static final String TYPE = "_type";

    private SystemSearch() {
    }

    /** Search on every type that {@code _type} lists, or on all types. */
    public static Demands of(SearchDemands searches, SearchQuery query) {
        List<String> listed = query.parameters().getOrDefault(TYPE, List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .toList();
        if (listed.isEmpty() || !listed.stream().allMatch(ResourceTypes::isKnown)) {
            return searches.of(Rule.SYSTEM_WIDE, ResourceScope.EVERY_TYPE, query);
        }
        return Demands.all(listed.stream().map(type -> searches.of(Rule.SYSTEM_WIDE, type, query)));
    }

    /** Search on all types: stock HAPI ignores {@code _type} here, and its total counts every type. */
    public static Demands history() {
        return Demands.of(Rule.SYSTEM_WIDE, Need.searchEverything());
    }
}
