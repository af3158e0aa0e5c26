package dev.smartfhir.admin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A report for machines, in ASCII whatever the terminal's character set: a list of
 * {@code {"severity", "subject", "code", "text", "mend"}}, the worst first.
 */
public final class JsonReport {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonReport() {
    }

    /** The report as JSON, with a line break at its end. */
    public static String of(Report report) {
        return write(report.findings());
    }

    /** Anything else that is made of records, lists and maps, in the same form. */
    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
