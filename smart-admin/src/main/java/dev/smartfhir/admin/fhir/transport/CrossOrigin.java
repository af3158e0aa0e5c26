package dev.smartfhir.admin.fhir.transport;

import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.util.Map;

/**
 * May a page of any origin send a user's cookies or certificates along?
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-allow-credentials">Fetch standard</a>
 */
public final class CrossOrigin implements Check {

    private static final String ORIGIN = "https://origin.invalid";

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        AdminAnswer answer = server.get("/metadata", Map.of("Origin", ORIGIN));
        String origin = String.valueOf(answer.header("Access-Control-Allow-Origin"));
        boolean credentials = "true".equals(answer.header("Access-Control-Allow-Credentials"));
        if (credentials && (origin.equals("*") || origin.equals(ORIGIN))) {
            findings.warning(server.base(), "cors-any-origin",
                    "Pages of any origin may call it with the user's cookies and certificates.",
                    "Set hapi.fhir.cors.allow_Credentials=false, or name the origins of the apps in"
                            + " hapi.fhir.cors.allowed_origin; tokens need neither.");
        } else {
            findings.fine(server.base(), "cors", "Pages of foreign origins cannot use a user's cookies.");
        }
    }
}
