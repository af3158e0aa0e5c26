package dev.smartfhir.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SearchContainedModeEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a search, by their whole name with chain and modifier, decoded once.
 *
 * @param parameters for each name the values as sent, each before its commas are split
 */
public record SearchQuery(Map<String, List<String>> parameters) {

    /** The query behind the question mark of a URL; {@code null} reads as no parameters. */
    public static SearchQuery parse(String queryString) {
        return of(UrlUtil.parseQueryString(queryString == null ? "" : queryString));
    }

    /** The parameters of a request, from URL and body. */
    public static SearchQuery of(Map<String, String[]> parameters) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        parameters.forEach((name, values) -> copy.put(name, values == null ? List.of() : List.of(values)));
        return new SearchQuery(copy);
    }

    /** What the database is about to be asked, written back as parameters; includes are left out. */
    public static SearchQuery of(SearchParameterMap map) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        map.entrySet().forEach(entry -> entry.getValue().forEach(or -> or.forEach(
                parameter -> put(parameters, entry.getKey() + qualifier(parameter), ""))));
        for (SortSpec sort = map.getSort(); sort != null; sort = sort.getChain()) {
            put(parameters, Constants.PARAM_SORT, sort.getParamName());
        }
        if (map.getSearchContainedMode() != SearchContainedModeEnum.FALSE) {
            put(parameters, Constants.PARAM_CONTAINED, map.getSearchContainedMode().getCode());
        }
        return new SearchQuery(parameters);
    }

    private static String qualifier(IQueryParameterType parameter) {
        String qualifier = parameter.getQueryParameterQualifier();
        if (qualifier == null || qualifier.isEmpty()) {
            return "";
        }
        return qualifier.startsWith(":") || qualifier.startsWith(".") ? qualifier : ":" + qualifier;
    }

    private static void put(Map<String, List<String>> parameters, String name, String value) {
        parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
}
