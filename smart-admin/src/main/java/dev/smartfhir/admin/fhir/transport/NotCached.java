package dev.smartfhir.admin.fhir.transport;

import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.util.Locale;
import java.util.Map;

/**
 * Are FHIR answers kept out of every cache, so that none shows one client what another one has read?
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.5">RFC 9111, section 5.2.2.5</a>
 */
public final class NotCached implements Check {

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        AdminAnswer answer = server.get("/Patient?_summary=count", Map.of());
        String control = String.join(",", answer.headers().allValues("Cache-Control")).toLowerCase(Locale.ROOT);
        if (control.contains("no-store")) {
            findings.fine(server.base(), "no-store", "Its answers say no-store.");
        } else {
            findings.warning(server.base(), "no-store", "Its answers do not say Cache-Control: no-store.",
                    "See that no proxy takes the header away, and that the JAR's filter is in place.");
        }
    }
}
