package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error is an OperationOutcome with one issue and details, whoever found it (TWPAS). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsIT {

    private final Caller caller;
    private final Stored stored;

    ErrorsIT(Servers servers) {
        caller = new Caller(servers);
        stored = new Stored(caller);
    }

    @ParameterizedTest
    @CsvSource({"GET, /Patient/nobody, 404, not-found", "GET, /Nonsense/1, 404, not-found",
            "GET, /Patient?nonsense=1, 400, invalid-request", "GET, /?_type=Patient, 400, invalid-request",
            "POST, /metadata, 405, method-not-allowed", "POST, /Patient, 400, invalid-request",
            "GET, /OLD, 410, gone"})
    void givesEveryErrorOneIssueWithDetails(String method, String path, int status, String code) {
        String old = "/Patient/old-" + stored.mark();
        caller.send(Stored.EVERYTHING, "PUT", old, "{\"resourceType\":\"Patient\",\"id\":\"old-"
                + stored.mark() + "\"}");
        caller.send(Stored.EVERYTHING, "DELETE", old, null);
        HttpAnswer answer = caller.send(Stored.EVERYTHING, method, path.replace("/OLD", old),
                method.equals("POST") ? "not json" : null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("issue")).hasSize(1);
        JsonNode details = answer.json().path("issue").path(0).path("details");
        assertThat(details.path("coding").path(0).path("code").asText()).isEqualTo(code);
        assertThat(details.path("text").asText()).isNotBlank();
    }
}
