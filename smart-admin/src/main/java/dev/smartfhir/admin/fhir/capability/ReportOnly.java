package dev.smartfhir.admin.fhir.capability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does the server judge requests without refusing any, for a trial?
 */
public final class ReportOnly implements Check {

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(Z|[+-]\\d{2}:\\d{2})");

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        if (!isAnnouncedBy(server)) {
            findings.fine(server.base(), "enforces", "It announces no report-only mode.");
            return;
        }
        Matcher end = MOMENT.matcher(announcement(server));
        findings.warning(server.base(), "report-only",
                "It runs in report-only mode until " + (end.find() ? end.group() : "a moment that it does not state")
                        + ": whoever reaches it may do everything, and the checks of refusals were left out.",
                "Set smart.mode=enforce when the trial is over.");
    }

    private static boolean isAnnouncedBy(FhirServer server) throws ServerUnreachable {
        return announcement(server).toLowerCase(Locale.ROOT).contains("report-only");
    }

    private static String announcement(FhirServer server) throws ServerUnreachable {
        JsonNode security = SecurityStatement.security(Json.object(server.metadata()));
        return security.path("description").asText();
    }
}
