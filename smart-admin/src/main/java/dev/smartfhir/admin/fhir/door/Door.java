package dev.smartfhir.admin.fhir.door;

import dev.smartfhir.admin.report.Severity;
import java.util.List;

/**
 * A path beside FHIR at which a HAPI server may answer whoever asks.
 *
 * @param path   below the server's root, or below the FHIR base
 * @param atBase whether it is below the FHIR base
 * @param what   what stands there
 * @param open   how bad it is that it answers
 */
record Door(String path, boolean atBase, String what, Severity open) {

    /** Everything that is known to stand beside FHIR. */
    static final List<Door> ALL = List.of(
            root("/control/jobs", "batch jobs, to read, start and delete", Severity.ERROR),
            root("/mcp/messages", "a second door to FHIR, for language models", Severity.ERROR),
            root("/mcp", "a second door to FHIR, for language models", Severity.ERROR),
            root("/sse", "a second door to FHIR, for language models", Severity.ERROR),
            root("/h2-console", "the database", Severity.ERROR),
            root("/actuator/env", "the settings, with names of secrets", Severity.ERROR),
            root("/actuator/configprops", "the settings, with names of secrets", Severity.ERROR),
            root("/actuator/heapdump", "the server's memory with patients and tokens", Severity.ERROR),
            root("/actuator/threaddump", "what the server is doing", Severity.ERROR),
            root("/actuator/loggers", "what the server logs, to read and change", Severity.ERROR),
            root("/actuator/logfile", "the server's log", Severity.ERROR),
            root("/actuator/beans", "the server's insides", Severity.ERROR),
            root("/actuator/mappings", "the server's insides", Severity.ERROR),
            root("/actuator", "the list of what can be asked of the server's insides", Severity.WARNING),
            root("/actuator/prometheus", "numbers about traffic", Severity.WARNING),
            root("/actuator/metrics", "numbers about traffic", Severity.WARNING),
            root("/actuator/info", "versions", Severity.WARNING),
            root("/swagger-ui/index.html", "the API's description", Severity.WARNING),
            root("/v3/api-docs", "the API's description", Severity.WARNING),
            root("/cds-services", "a second door to FHIR, for decision support", Severity.WARNING),
            root("/websocket", "notifications of changes", Severity.WARNING),
            root("/tester", "HAPI's tester pages", Severity.WARNING),
            root("/", "a page, HAPI's tester as a rule", Severity.WARNING),
            new Door("/swagger-ui/", true, "the API's description", Severity.WARNING),
            new Door("/api-docs", true, "the API's description", Severity.WARNING));

    private static Door root(String path, String what, Severity open) {
        return new Door(path, false, what, open);
    }
}
