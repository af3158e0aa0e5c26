package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cache between app and server goes by the URL: what one token has read must not be there for the next one. */
@EndToEnd
class CacheIT {

    private static final String SCOPE = "patient/Patient.rs";
    private final Servers servers;

    CacheIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @CsvSource({"/Patient/demo-patient-a1, 200", "/Patient?_id=demo-patient-a1, 200",
        "/Patient/demo-patient-a1/_history/1, 200", "/Patient/demo-patient-c03, 404", "/Observation, 403"})
    void noAnswerMayBeKept(String path, int status) {
        HttpAnswer answer = get(path, Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void whoeverHasReadAVersionCanStillAskWhetherThereIsANewerOne() {
        String etag = get("/Patient/demo-patient-a1", Map.of()).header("ETag");

        assertThat(get("/Patient/demo-patient-a1", Map.of("If-None-Match", etag)).status()).isEqualTo(304);
    }

    private HttpAnswer get(String path, Map<String, String> headers) {
        String token = servers.secondIssuer().accessToken(servers.fhirBase(), SCOPE)
                .withClaim("patient", "demo-patient-a1").signedBy(servers.secondIssuer().key());
        return servers.fhir().send("GET", path, token, null, headers);
    }
}
