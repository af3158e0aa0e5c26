package dev.smartfhir.keycloak.picker.patient;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the user searches for; whatever is left empty is not asked.
 *
 * @param name words that the patient's names begin with, all of them
 * @param identifier an identifier, or its system, {@code |} and its value
 * @param birthDate {@code YYYY-MM-DD}, or only its year, or year and month
 */
record PatientQuery(String name, String identifier, String birthDate) {

    static final PatientQuery EVERYONE = new PatientQuery("", "", "");

    private static final int LONGEST = 100;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern SEPARATORS = Pattern.compile("[\\\\,$|]");

    /** Removes blanks at the ends. */
    PatientQuery {
        name = trimmed(name);
        identifier = trimmed(identifier);
        birthDate = trimmed(birthDate);
    }

    /** Whether a FHIR server can be asked this: no control characters, no endless text, a date that exists. */
    boolean isValid() {
        return Stream.of(name, identifier, birthDate).allMatch(text -> text.length() <= LONGEST
                        && text.codePoints().noneMatch(Character::isISOControl))
                && isDate(birthDate);
    }

    /** The search parameters, name and value, in FHIR's escaping. */
    List<Map.Entry<String, String>> parameters() {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        Stream.of(BLANKS.split(name)).filter(word -> !word.isEmpty())
                .forEach(word -> parameters.add(Map.entry("name", escaped(word))));
        if (!identifier.isEmpty()) {
            parameters.add(Map.entry("identifier", Stream.of(identifier.split("\\|", 2)).map(PatientQuery::escaped)
                    .collect(Collectors.joining("|"))));
        }
        if (!birthDate.isEmpty()) {
            parameters.add(Map.entry("birthdate", birthDate));
        }
        return parameters;
    }

    /** The search for certain patients and no others. */
    static List<Map.Entry<String, String>> only(Set<String> ids) {
        return List.of(Map.entry("_id", ids.stream().sorted().collect(Collectors.joining(","))));
    }

    private static String escaped(String value) {
        return SEPARATORS.matcher(value).replaceAll("\\\\$0");
    }

    private static boolean isDate(String text) {
        try {
            switch (text.length()) {
                case 0 -> { }
                case 4 -> LocalDate.parse(text + "-01-01");
                case 7 -> YearMonth.parse(text);
                default -> LocalDate.parse(text);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** Leaves the values out: they may name a patient. */
    @Override
    public String toString() {
        return "PatientQuery" + parameters().stream().map(Map.Entry::getKey).toList();
    }
}
