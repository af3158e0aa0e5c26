package dev.smartfhir.hapi.compartment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IAnyResource;

/**
 * Narrows a search to the compartments of some patients in the database, so that pages and counts are right.
 *
 * <p>Where a type has several compartment parameters, they are joined by OR in a {@code _filter}. On a server with
 * {@code _filter} switched off, and where the patients are so many that the conditions would be more than
 * {@value #MOST_CONDITIONS}, the first of them alone narrows: a part of the compartment, never more than it. A parameter
 * that the operator has redefined to index other elements is left out.
 *
 * @see <a href="https://hl7.org/fhir/R4/search_filter.html">FHIR R4, _filter</a>
 */
public final class CompartmentSearch {

    private static final String PATIENT = "Patient";

    /** HAPI joins the table of references once for each, and the rows multiply; one patient has as many at most. */
    private static final int MOST_CONDITIONS = 4;

    private final FhirContext fhir;
    private final ISearchParamRegistry registry;
    private final BooleanSupplier filterEnabled;

    /**
     * Searches on one server.
     *
     * @param registry      the server's search parameters, looked up each time
     * @param filterEnabled whether the server answers {@code _filter}
     */
    public CompartmentSearch(FhirContext fhir, ISearchParamRegistry registry, BooleanSupplier filterEnabled) {
        this.fhir = fhir;
        this.registry = registry;
        this.filterEnabled = filterEnabled;
    }

    /**
     * Adds to a search on a type that what it finds is in the compartment of one of these patients.
     *
     * @param patients ids, at least one
     * @return false where the search cannot be narrowed, and so must not be done
     */
    public boolean narrow(String type, SearchParameterMap search, Collection<String> patients) {
        if (patients.isEmpty() || search.containsKey(Constants.PARAM_FILTER)) {
            return false;
        }
        if (type.equals(PATIENT)) {
            return narrowToOwn(search, patients);
        }
        List<String> parameters = parametersOf(type);
        if (parameters.isEmpty()) {
            return false;
        }
        if (parameters.size() == 1 || !filterEnabled.getAsBoolean()
                || patients.size() > 1 && parameters.size() * patients.size() > MOST_CONDITIONS) {
            ReferenceOrListParam own = new ReferenceOrListParam();
            patients.forEach(id -> own.addOr(new ReferenceParam(reference(id))));
            search.add(parameters.get(0), own);
        } else {
            search.add(Constants.PARAM_FILTER, anyOf(parameters.stream()
                    .flatMap(name -> patients.stream().map(id -> name + " eq " + quoted(reference(id))))));
        }
        return true;
    }

    /** HAPI negates every {@code _id} of a search where one of them is negated, so that they must not meet. */
    private boolean narrowToOwn(SearchParameterMap search, Collection<String> patients) {
        if (filterEnabled.getAsBoolean() && patients.size() <= MOST_CONDITIONS) {
            search.add(Constants.PARAM_FILTER,
                    anyOf(patients.stream().map(id -> IAnyResource.SP_RES_ID + " eq " + quoted(id))));
            return true;
        }
        if (search.containsKey(IAnyResource.SP_RES_ID) && search.get(IAnyResource.SP_RES_ID).stream()
                .flatMap(List::stream)
                .anyMatch(asked -> asked.getQueryParameterQualifier() != null || asked.getMissing() != null)) {
            return false;
        }
        TokenOrListParam own = new TokenOrListParam();
        patients.forEach(id -> own.addOr(new TokenParam(id)));
        search.add(IAnyResource.SP_RES_ID, own);
        return true;
    }

    private static StringParam anyOf(Stream<String> conditions) {
        return new StringParam(conditions.collect(Collectors.joining(" or ")));
    }

    /** Those that find something that none before them finds: on some types, patient and subject are the same. */
    private List<String> parametersOf(String type) {
        Set<String> found = new HashSet<>();
        List<String> parameters = new ArrayList<>();
        for (String name : CompartmentParameters.of(type)) {
            Set<String> indexed = indexed(type, name);
            if (isAsDefined(type, name, indexed) && found.addAll(indexed)) {
                parameters.add(name);
            }
        }
        return parameters;
    }

    private Set<String> indexed(String type, String name) {
        RuntimeSearchParam active = registry.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH);
        return PatientCompartment.pathsOf(type, active).collect(Collectors.toSet());
    }

    private boolean isAsDefined(String type, String name, Set<String> indexed) {
        Set<String> defined = PatientCompartment
                .pathsOf(type, fhir.getResourceDefinition(type).getSearchParam(name))
                .collect(Collectors.toSet());
        return !indexed.isEmpty() && defined.containsAll(indexed);
    }

    /** Unquoted, HAPI takes an id that starts with a digit for a number, and refuses what follows. */
    private static String quoted(String value) {
        return '"' + value + '"';
    }

    private static String reference(String id) {
        return PATIENT + "/" + id;
    }
}
