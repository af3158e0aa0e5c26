package dev.smartfhir.endtoend.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.sandbox.client.HttpAnswer;

/** What a server must be whose configuration is half done. */
final class ClosedServer {

    static final String PATIENT = "{\"resourceType\": \"Patient\"}";

    private ClosedServer() {
    }

    /** The server has given up, or it answers every FHIR request with a refusal. */
    static void assertClosed(ExtraFhirServer server) {
        if (server.endsBeforeItStarts()) {
            return;
        }
        assertRefused(server.fhir().get("/Patient", null));
        assertRefused(server.fhir().send("POST", "/Patient", null, PATIENT));
        assertRefused(server.fhir().send("POST", "", null, "{\"resourceType\": \"Bundle\", \"type\": \"batch\"}"));
        assertRefused(server.fhir().get("/Patient", "not.a.token"));
    }

    private static void assertRefused(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(401, 503);
    }
}
