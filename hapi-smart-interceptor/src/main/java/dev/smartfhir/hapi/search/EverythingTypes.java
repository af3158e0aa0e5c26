package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.param.StringParam;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Leaves the records of the audit out of everything about a resource, unless they are asked for by {@code _type}.
 *
 * <p>They refer to it whenever anybody looks at it, and to others' resources that came in the same answer: all of that
 * would be taken for a part of it.
 */
public final class EverythingTypes {

    private static final String AUDIT_EVENT = "AuditEvent";

    private final String others;

    /** Leaves them out of these types. */
    public EverythingTypes(Collection<String> types) {
        TreeSet<String> others = new TreeSet<>(types);
        others.remove(AUDIT_EVENT);
        this.others = String.join(",", others);
    }

    /** Whether the types that a search names are others; false where it names none. */
    static boolean areWithoutRecords(SearchParameterMap search) {
        return search.containsKey(Constants.PARAM_TYPE) && search.get(Constants.PARAM_TYPE).stream()
                .flatMap(List::stream)
                .allMatch(type -> type instanceof StringParam text
                        && text.getValue() != null && !text.getValue().contains(AUDIT_EVENT));
    }

    /** Names the other types where the search names none. */
    public void leaveOutRecords(SearchParameterMap search) {
        if (!search.containsKey(Constants.PARAM_TYPE)) {
            search.add(Constants.PARAM_TYPE, new StringParam(others));
        }
    }
}
