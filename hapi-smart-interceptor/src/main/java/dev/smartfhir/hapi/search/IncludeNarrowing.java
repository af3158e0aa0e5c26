package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.Include;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Narrows the includes of a search to types that the token reaches, so that nothing else is even looked up (D-04).
 *
 * <p>An {@code _include} may start from and lead to types with read or search, a {@code _revinclude} may start from
 * types with search. Where the token reaches some resources of a type only, those that it does not are taken out of
 * what is found; an iterated include would have gone on from them before, so that it may start from types that are open
 * as a whole only. A {@code *} is written out as the includes that the token reaches: stock HAPI would follow it to
 * every type, and count what is left out later.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#revinclude">FHIR R4, including other resources in result</a>
 */
public final class IncludeNarrowing {

    private static final String ANY = "*";
    private static final String RECORDS = "AuditEvent";

    private final ReferenceTargets targets;

    /** For a server with these reference parameters. */
    public IncludeNarrowing(ReferenceTargets targets) {
        this.targets = targets;
    }

    /**
     * Narrows the includes in place; once narrowed, they stay as they are.
     *
     * @param type the searched type
     * @return whether they were changed, so that the results are for this token alone
     */
    public boolean narrow(String type, SearchParameterMap search, Grants grants) {
        if (grants.searchesEverything() || !search.hasIncludes() && !search.hasRevIncludes()) {
            return false;
        }
        Set<Include> includes = grants.shows(ANY)
                ? search.getIncludes()
                : collect(search.getIncludes().stream().flatMap(one -> forward(type, one, grants)));
        Set<Include> revIncludes = collect(search.getRevIncludes().stream().flatMap(one -> reverse(type, one, grants)));
        boolean narrowed = !includes.equals(search.getIncludes()) || !revIncludes.equals(search.getRevIncludes());
        search.setIncludes(includes);
        search.setRevIncludes(revIncludes);
        return narrowed;
    }

    private Stream<Include> forward(String type, Include include, Grants grants) {
        if (grants.showsEverythingElse()) {
            boolean records = RECORDS.equals(include.getParamType()) || RECORDS.equals(include.getParamTargetType());
            return records ? Stream.empty() : Stream.of(include);
        }
        if (ANY.equals(include.getValue())) {
            Stream<String> sources = include.isRecurse() ? grants.shownByName().stream() : Stream.of(type);
            return sources.filter(source -> mayStart(source, include, grants))
                    .flatMap(source -> writtenOut(source, include.isRecurse(), grants));
        }
        String source = include.getParamType();
        if (source == null) {
            return Stream.of(include);
        }
        if (!mayStart(source, include, grants)) {
            return Stream.empty();
        }
        return ANY.equals(include.getParamName())
                ? writtenOut(source, include.isRecurse(), grants)
                : covered(include, grants);
    }

    private static boolean mayStart(String source, Include include, Grants grants) {
        return include.isRecurse() ? grants.shows(source) : grants.showsSome(source);
    }

    private Stream<Include> writtenOut(String source, boolean iterate, Grants grants) {
        return targets.parametersOf(source).stream()
                .map(code -> new Include(source + ":" + code, iterate))
                .flatMap(include -> covered(include, grants));
    }

    private Stream<Include> covered(Include include, Grants grants) {
        String target = include.getParamTargetType();
        if (target != null && !target.isEmpty()) {
            return grants.showsSome(target) ? Stream.of(include) : Stream.empty();
        }
        String source = include.getParamType();
        if (!targets.parametersOf(source).contains(include.getParamName())) {
            return Stream.of(include);
        }
        Set<String> declared = targets.of(source, include.getParamName());
        Set<String> possible = declared.isEmpty() ? grants.shownByName() : declared;
        if (!declared.isEmpty() && declared.stream().allMatch(grants::showsSome)) {
            return Stream.of(include);
        }
        return possible.stream()
                .filter(grants::showsSome)
                .map(type -> new Include(
                        source + ":" + include.getParamName() + ":" + type, include.isRecurse()));
    }

    private Stream<Include> reverse(String searched, Include include, Grants grants) {
        if (ANY.equals(include.getValue())) {
            return targets.types().stream()
                    .filter(type -> mayLead(type, include, grants))
                    .filter(type -> include.isRecurse() || leadsTo(searched, type))
                    .map(type -> new Include(type + ":*", include.isRecurse()));
        }
        String source = include.getParamType();
        return source == null || mayLead(source, include, grants) ? Stream.of(include) : Stream.empty();
    }

    private boolean leadsTo(String target, String source) {
        return targets.parametersOf(source).stream()
                .map(code -> targets.of(source, code))
                .anyMatch(possible -> possible.isEmpty() || possible.contains(target));
    }

    /** What is found of a type that is open in part is judged as what may be shown, so that this must not be more. */
    private static boolean mayLead(String source, Include include, Grants grants) {
        return include.isRecurse() ? grants.allows(Need.search(source)) : grants.searchesWhatItShows(source);
    }

    private static Set<Include> collect(Stream<Include> includes) {
        return includes.collect(LinkedHashSet::new, Set::add, Set::addAll);
    }
}
