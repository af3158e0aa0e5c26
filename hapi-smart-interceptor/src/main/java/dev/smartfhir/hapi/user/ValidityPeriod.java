package dev.smartfhir.hapi.user;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import org.hl7.fhir.r4.model.Period;

/**
 * Whether a Period covers a moment. Its ends are dates of any precision, inclusive; a missing end is open.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#Period">FHIR R4, Period</a>
 */
final class ValidityPeriod {

    private ValidityPeriod() {
    }

    /** @param zone where dates without a time begin and end */
    static boolean covers(Period period, Instant now, ZoneId zone) {
        try {
            return (!period.hasStart() || !now.isBefore(first(period.getStartElement().getValueAsString(), zone)))
                    && (!period.hasEnd() || now.isBefore(after(period.getEndElement().getValueAsString(), zone)));
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static Instant first(String text, ZoneId zone) {
        return switch (text.length()) {
            case 4 -> start(Year.parse(text).atDay(1), zone);
            case 7 -> start(YearMonth.parse(text).atDay(1), zone);
            case 10 -> start(LocalDate.parse(text), zone);
            default -> OffsetDateTime.parse(text).toInstant();
        };
    }

    /** The first moment after it. */
    private static Instant after(String text, ZoneId zone) {
        return switch (text.length()) {
            case 4 -> start(Year.parse(text).plusYears(1).atDay(1), zone);
            case 7 -> start(YearMonth.parse(text).plusMonths(1).atDay(1), zone);
            case 10 -> start(LocalDate.parse(text).plusDays(1), zone);
            default -> OffsetDateTime.parse(text).toInstant().plusSeconds(1);
        };
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
