package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.HttpAnswer;

/** What every refusal for lack of scope looks like. */
public final class Refusal {

    private Refusal() {
    }

    /** 403 by a rule, with the scopes that would have been enough; {@code null} where none is. */
    public static void of(HttpAnswer answer, String rule, String enough) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(
                "Bearer realm=\"fhir\", error=\"insufficient_scope\""
                        + (enough == null ? "" : ", scope=\"" + enough + "\""));
        JsonNode issues = answer.json().path("issue");
        assertThat(issues).hasSize(1);
        assertThat(issues.path(0).path("details").path("coding").path(0).path("code").asText()).isEqualTo(rule);
        assertThat(issues.path(0).path("details").path("text").asText()).contains(enough == null ? "No scope" : enough);
    }
}
