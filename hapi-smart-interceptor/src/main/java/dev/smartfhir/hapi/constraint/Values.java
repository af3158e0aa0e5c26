package dev.smartfhir.hapi.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The values of a constraint, joined by commas: each has to be one that can be compared exactly.
 */
final class Values {

    /** HAPI indexes the first 200 characters of a value. */
    private static final int LONGEST = 200;

    private Values() {
    }

    /** Splits a value, decoded, at its commas. */
    static List<String> of(String value) throws NotEvaluable {
        if (value.indexOf('\\') >= 0) {
            throw new NotEvaluable("escaped characters in the value");
        }
        List<String> values = Stream.of(value.split(",", -1)).toList();
        if (values.stream().anyMatch(one -> one.isBlank() || !one.equals(one.strip()))) {
            throw new NotEvaluable("an empty value, or spaces around one");
        }
        if (values.stream().anyMatch(one -> one.length() > LONGEST)) {
            throw new NotEvaluable("a value of more than 200 characters");
        }
        return values;
    }

    /** Like a mapping function, but one that may say that the value cannot be evaluated. */
    interface Reader<T> {
        T read(String value) throws NotEvaluable;
    }

    /** Reads each of the values. */
    static <T> List<T> read(String value, Reader<T> reader) throws NotEvaluable {
        List<T> all = new ArrayList<>();
        for (String one : of(value)) {
            all.add(reader.read(one));
        }
        return List.copyOf(all);
    }
}
