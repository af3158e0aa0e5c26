package dev.smartfhir.hapi.constraint;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamDate;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor.ISearchParamFilter;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.util.StringUtil;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * Constraints on search parameters of a type: HAPI extracts from a resource what it would index for the parameter, and
 * that is compared as the search compares it. No database is asked.
 *
 * <p>Tokens, references, strings, URIs and dates; numbers, quantities, composites and positions are not evaluated.
 */
final class IndexConditions {

    /** A word that every phonetic encoder changes. */
    private static final String PROBE = "knight";

    private final ISearchParamExtractor extractor;

    IndexConditions(ISearchParamExtractor extractor) {
        this.extractor = extractor;
    }

    Condition read(RuntimeSearchParam parameter, String value) throws NotEvaluable {
        return switch (parameter.getParamType()) {
            case TOKEN -> token(parameter, Values.read(value, TokenValue::parse));
            case REFERENCE -> reference(parameter, Values.read(value, one -> ReferenceValue.parse(one, parameter)));
            case STRING -> string(parameter, Values.read(value, IndexConditions::normalized), Values.of(value));
            case URI -> uri(parameter, Values.of(value));
            case DATE -> date(parameter, Values.read(value, DateValue::parse));
            default -> throw new NotEvaluable("parameters of its kind are not evaluated");
        };
    }

    private Condition token(RuntimeSearchParam parameter, List<TokenValue> values) {
        return new Condition(
                resource -> named(extractor.extractSearchParamTokens(resource, parameter).stream(), parameter)
                        .filter(ResourceIndexedSearchParamToken.class::isInstance)
                        .map(ResourceIndexedSearchParamToken.class::cast)
                        .anyMatch(index -> values.stream()
                                .anyMatch(value -> value.matches(index.getSystem(), index.getValue()))),
                () -> values.stream().map(TokenValue::query).toList());
    }

    private Condition reference(RuntimeSearchParam parameter, List<String> values) {
        return new Condition(
                resource -> literals(resource, parameter).anyMatch(literal -> values.stream()
                        .anyMatch(value -> literal.equals(value) || literal.startsWith(value + "/_history/"))),
                () -> values.stream().<IQueryParameterType>map(ReferenceParam::new).toList());
    }

    private Stream<String> literals(IBaseResource resource, RuntimeSearchParam parameter) {
        return extractor.extractValues(parameter.getPath(), resource).stream().map(IndexConditions::literal);
    }

    private static String literal(IBase value) {
        if (value instanceof IBaseReference reference) {
            return String.valueOf(reference.getReferenceElement().getValue());
        }
        return value instanceof IPrimitiveType<?> canonical ? String.valueOf(canonical.getValueAsString()) : "";
    }

    private Condition string(RuntimeSearchParam parameter, List<String> starts, List<String> values)
            throws NotEvaluable {
        if (!PROBE.equals(parameter.encode(PROBE))) {
            throw new NotEvaluable("parameters that compare by sound are not evaluated");
        }
        return new Condition(
                resource -> named(extractor.extractSearchParamStrings(resource, only(parameter)).stream(), parameter)
                        .anyMatch(index -> starts.stream()
                                .anyMatch(start -> String.valueOf(index.getValueNormalized()).startsWith(start))),
                () -> values.stream().anyMatch(IndexConditions::isPattern) ? List.of()
                        : values.stream().<IQueryParameterType>map(StringParam::new).toList());
    }

    /** HAPI lets the database take an underscore for any character, so that its search finds more, and counts it. */
    private static boolean isPattern(String value) {
        return value.indexOf('_') >= 0 || value.indexOf('%') >= 0;
    }

    private static String normalized(String text) throws NotEvaluable {
        String start = StringUtil.normalizeStringForSearchIndexing(text);
        if (start.isBlank()) {
            throw new NotEvaluable("a text of which nothing is left to compare");
        }
        return start;
    }

    private Condition uri(RuntimeSearchParam parameter, List<String> values) {
        return new Condition(
                resource -> named(extractor.extractSearchParamUri(resource, only(parameter)).stream(), parameter)
                        .anyMatch(index -> values.contains(String.valueOf(index.getUri()))),
                () -> values.stream().<IQueryParameterType>map(UriParam::new).toList());
    }

    private Condition date(RuntimeSearchParam parameter, List<DateValue> values) throws NotEvaluable {
        if (values.stream().map(DateValue::comparison).distinct().count() > 1) {
            throw new NotEvaluable("dates that are compared in different ways");
        }
        return new Condition(
                resource -> named(extractor.extractSearchParamDates(resource, only(parameter)).stream(), parameter)
                        .map(ResourceIndexedSearchParamDate.class::cast)
                        .anyMatch(index -> values.stream().anyMatch(value -> value.matches(index))),
                () -> values.stream().map(DateValue::query).toList());
    }

    private static ISearchParamFilter only(RuntimeSearchParam parameter) {
        return all -> List.of(parameter);
    }

    private static <T extends BaseResourceIndexedSearchParam> Stream<T> named(
            Stream<T> extracted, RuntimeSearchParam parameter) {
        return extracted.filter(index -> parameter.getName().equals(index.getParamName()));
    }
}
