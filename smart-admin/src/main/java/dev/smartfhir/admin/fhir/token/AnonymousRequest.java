package dev.smartfhir.admin.fhir.token;

import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Is a request without a token refused, whichever way it asks?
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 */
public final class AnonymousRequest implements Check {

    private static final String MEND = "Put the JAR in, with hapi.fhir.custom-interceptor-classes="
            + "dev.smartfhir.hapi.SmartInterceptor, and let nothing else in front of it answer for FHIR.";
    private static final Map<String, String> FHIR_JSON = Map.of(
            "Accept", "application/fhir+json", "Content-Type", "application/fhir+json");
    private static final String EMPTY_BATCH = "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}";

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        judge(server.get("/Patient?_summary=count", Map.of()), findings);
        for (String path : List.of("/_history?_count=1", "/Patient/_history?_count=1",
                "/$graphql?query=%7BPatientList%28_count%3A1%29%7Bid%7D%7D", "/Patient?_summary=count&_format=html")) {
            reject(server.get(path, Map.of()), findings);
        }
        reject(server.http().send("POST", server.base(), FHIR_JSON, EMPTY_BATCH), findings);
        reject(server.http().send("POST", URI.create(server.base() + "/Patient/_search"),
                Map.of("Content-Type", "application/x-www-form-urlencoded"), "_summary=count"), findings);
    }

    private static void judge(AdminAnswer answer, Findings findings) {
        String challenge = String.valueOf(answer.header("WWW-Authenticate"));
        if (answer.status() == 401 && challenge.regionMatches(true, 0, "Bearer", 0, "Bearer".length())) {
            findings.fine(answer.uri(), "anonymous", "A request without a token is refused.");
        } else if (answer.status() == 401) {
            findings.error(answer.uri(), "no-challenge", "Its 401 has no WWW-Authenticate: Bearer.",
                    "See that no proxy takes the header away or answers in place of the FHIR server.");
        } else {
            reject(answer, findings);
            if (answer.status() >= 300) {
                findings.error(answer.uri(), "anonymous-answer",
                        "A request without a token is answered HTTP " + answer.status() + " instead of 401.", MEND);
            }
        }
    }

    private static void reject(AdminAnswer answer, Findings findings) {
        if (answer.status() < 300) {
            findings.error(answer.uri(), "anonymous-access", "It answers without a token (HTTP "
                    + answer.status() + ").", MEND);
        }
    }
}
