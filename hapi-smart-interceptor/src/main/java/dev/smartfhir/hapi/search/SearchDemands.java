package dev.smartfhir.hapi.search;

import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Demand;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a search demands: search on its type, and on each type that its parameters go through (D-05, D-06).
 *
 * <p>Allowed chains are for searching, not for sorting.
 *
 * <p>Includes demand nothing: what they would show and the token does not cover is left out (D-04).
 */
public final class SearchDemands {

    private static final String UNKNOWN =
            "The search has a parameter that begins with _ and is not known to this server.";
    private static final String SORT = "_sort";
    private static final String CONTAINED = "_contained";
    private static final Set<String> FULL_TEXT = Set.of("_text", "_content");
    private static final Set<String> INCLUDES = Set.of("_include", "_revinclude");

    private final Traversal traversal;
    private final AllowedChains allowedChains;
    private final UnderscoreParameters underscored;

    /** For a server with these reference parameters, whose operator allows these chains. */
    public SearchDemands(ReferenceTargets targets, AllowedChains allowedChains) {
        this.traversal = new Traversal(targets);
        this.allowedChains = allowedChains;
        this.underscored = new UnderscoreParameters(targets::isActive);
    }

    /**
     * The demands of a search.
     *
     * @param rule because of which there is a search at all
     * @param type the type that is searched, or {@code *}
     */
    public Demands of(Rule rule, String type, SearchQuery query) {
        List<Demand> demands = new ArrayList<>();
        demands.add(new Demand(rule, Need.search(type)));
        if (query.parameters().keySet().stream().map(SearchDemands::unmodified).anyMatch(FULL_TEXT::contains)) {
            demands.add(new Demand(Rule.FULL_TEXT, Need.search(type)));
        }
        query.parameters().forEach((name, values) -> names(name, values)
                .filter(parameter -> unmodified(name).equals(SORT) || !allowedChains.contain(type, parameter))
                .flatMap(parameter -> traversal.typesBehind(type, parameter).stream())
                .map(through -> new Demand(Rule.SEARCH_THROUGH, Need.search(through)))
                .forEach(demands::add));
        return query.parameters().keySet().stream().anyMatch(name -> underscored.areUnknown(type, name))
                ? Demands.of(demands).and(Demands.invalid(UNKNOWN))
                : Demands.of(demands);
    }

    private static Stream<String> names(String name, List<String> values) {
        String unmodified = unmodified(name);
        if (INCLUDES.contains(unmodified)) {
            return Stream.empty();
        }
        if (unmodified.equals(SORT)) {
            return values.stream()
                    .flatMap(value -> Stream.of(value.split(",")))
                    .map(String::strip)
                    .map(element -> element.startsWith("-") ? element.substring(1) : element);
        }
        if (unmodified.equals(CONTAINED)) {
            return values.stream().allMatch("false"::equals) ? Stream.empty() : Stream.of(name);
        }
        return Stream.of(name);
    }

    private static String unmodified(String name) {
        return name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':'));
    }
}
