package dev.smartfhir.hapi.constraint;

import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamDate;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Set;

/**
 * A value of a date parameter: a day or an instant, plain or with {@code eq}, {@code gt}, {@code ge}, {@code lt},
 * {@code le}, compared as HAPI's search compares it.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#date">FHIR R4, date</a>
 */
record DateValue(String text, ParamPrefixEnum comparison, boolean day, DateRangeParam range) {

    private static final Set<ParamPrefixEnum> COMPARISONS = Set.of(
            ParamPrefixEnum.EQUAL, ParamPrefixEnum.GREATERTHAN, ParamPrefixEnum.GREATERTHAN_OR_EQUALS,
            ParamPrefixEnum.LESSTHAN, ParamPrefixEnum.LESSTHAN_OR_EQUALS);

    static DateValue parse(String text) throws NotEvaluable {
        try {
            DateParam date = new DateParam(text);
            ParamPrefixEnum comparison = date.getPrefix() == null ? ParamPrefixEnum.EQUAL : date.getPrefix();
            if (!COMPARISONS.contains(comparison)
                    || date.getPrecision().ordinal() < TemporalPrecisionEnum.DAY.ordinal()) {
                throw new NotEvaluable("a date of less than a day's precision, or compared by ne, sa, eb or ap");
            }
            return new DateValue(text, comparison, date.getPrecision() == TemporalPrecisionEnum.DAY,
                    new DateRangeParam(date));
        } catch (DataFormatException | InvalidRequestException | IllegalArgumentException e) {
            throw new NotEvaluable("not a date");
        }
    }

    boolean matches(ResourceIndexedSearchParamDate index) {
        return day
                ? lies(index.getValueLowDateOrdinal(), index.getValueHighDateOrdinal(),
                        range.getLowerBoundAsDateInteger(), range.getUpperBoundAsDateInteger())
                : lies(index.getValueLow(), index.getValueHigh(),
                        range.getLowerBoundAsInstant(), range.getUpperBoundAsInstant());
    }

    private <T extends Comparable<? super T>> boolean lies(T low, T high, T lower, T upper) {
        if (low == null || high == null) {
            return false;
        }
        return switch (comparison) {
            case EQUAL -> lower != null && upper != null && low.compareTo(lower) >= 0 && high.compareTo(upper) <= 0;
            case GREATERTHAN, GREATERTHAN_OR_EQUALS -> lower != null && high.compareTo(lower) >= 0;
            default -> upper != null && low.compareTo(upper) <= 0;
        };
    }

    IQueryParameterType query() {
        return new DateParam(text);
    }
}
