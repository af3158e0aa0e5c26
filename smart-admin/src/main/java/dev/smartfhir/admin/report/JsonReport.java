package dev.smartfhir.admin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * A report for machines: a list of {@code {"severity", "subject", "code", "text", "mend"}}, the worst first.
 */
public final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {
    }

    /** The report as JSON, with a line break at its end. */
    public static String of(Report report) {
        try {
            return JSON.writeValueAsString(report.findings()) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
