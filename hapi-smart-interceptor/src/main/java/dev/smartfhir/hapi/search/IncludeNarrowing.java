package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.Include;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Narrows the includes of a search to what the token covers, so that nothing else is even looked up (D-04).
 *
 * <p>An {@code _include} may start from and lead to types with read or search, a {@code _revinclude} may start from
 * types with search. Where stock HAPI would follow {@code *} without looking at the type in between, the includes that
 * the token covers are written out instead.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#revinclude">FHIR R4, including other resources in result</a>
 */
public final class IncludeNarrowing {

    private static final String ANY = "*";

    private final ReferenceTargets targets;

    /** For a server with these reference parameters. */
    public IncludeNarrowing(ReferenceTargets targets) {
        this.targets = targets;
    }

    /**
     * Narrows the includes in place; once narrowed, they stay as they are.
     *
     * @return whether anything was left out, so that the results are for this token alone
     */
    public boolean narrow(SearchParameterMap search, Grants grants) {
        if (grants.searchesEverything() || !search.hasIncludes() && !search.hasRevIncludes()) {
            return false;
        }
        Set<Include> includes = grants.shows(ANY)
                ? search.getIncludes()
                : collect(search.getIncludes().stream().flatMap(one -> forward(one, grants)));
        Set<Include> revIncludes = collect(search.getRevIncludes().stream().flatMap(one -> reverse(one, grants)));
        boolean narrowed = !includes.equals(search.getIncludes()) || !revIncludes.equals(search.getRevIncludes());
        search.setIncludes(includes);
        search.setRevIncludes(revIncludes);
        return narrowed || search.getIncludes().stream().anyMatch(one -> one.getValue().endsWith(ANY));
    }

    private Stream<Include> forward(Include include, Grants grants) {
        if (ANY.equals(include.getValue())) {
            return include.isRecurse()
                    ? Stream.concat(Stream.of(new Include(ANY)), writtenOut(grants.shownByName(), grants))
                    : Stream.of(include);
        }
        String source = include.getParamType();
        if (source == null) {
            return Stream.of(include);
        }
        if (!grants.shows(source)) {
            return Stream.empty();
        }
        if (ANY.equals(include.getParamName())) {
            return include.isRecurse() ? writtenOut(Set.of(source), grants) : Stream.of(include);
        }
        return covered(include, grants);
    }

    private Stream<Include> writtenOut(Set<String> sources, Grants grants) {
        return sources.stream()
                .flatMap(type -> targets.parametersOf(type).stream().map(code -> new Include(type + ":" + code, true)))
                .flatMap(include -> covered(include, grants));
    }

    private Stream<Include> covered(Include include, Grants grants) {
        String target = include.getParamTargetType();
        if (target != null && !target.isEmpty()) {
            return grants.shows(target) ? Stream.of(include) : Stream.empty();
        }
        Set<String> possible = targets.of(include.getParamType(), include.getParamName());
        if (possible.stream().allMatch(grants::shows)) {
            return Stream.of(include);
        }
        return possible.stream()
                .filter(grants::shows)
                .map(type -> new Include(
                        include.getParamType() + ":" + include.getParamName() + ":" + type, include.isRecurse()));
    }

    private static Stream<Include> reverse(Include include, Grants grants) {
        if (ANY.equals(include.getValue())) {
            return grants.searchedByName().stream().map(type -> new Include(type + ":*", include.isRecurse()));
        }
        String source = include.getParamType();
        return source == null || grants.allows(Need.search(source))
                ? Stream.of(include)
                : Stream.empty();
    }

    private static Set<Include> collect(Stream<Include> includes) {
        return includes.collect(LinkedHashSet::new, Set::add, Set::addAll);
    }
}
