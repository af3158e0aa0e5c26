package dev.smartfhir.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the starter serves beside FHIR, where no interceptor looks. */
@EndToEnd
class BesideFhirIT {

    private final Http http = new Http();
    private final URI fhirBase;

    BesideFhirIT(Servers servers) {
        this.fhirBase = servers.fhirBase();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /",
        "GET,    /control/jobs",
        "GET,    /control/jobs/",
        "GET,    //control/jobs",
        "GET,    /control/../control/jobs",
        "GET,    /fhir/../control/jobs",
        "GET,    /fhir/..;/control/jobs",
        "GET,    /control;x=y/jobs",
        "GET,    /%63ontrol/jobs",
        "DELETE, /control/jobs/1",
        "GET,    /actuator",
        "GET,    /actuator/prometheus",
        "GET,    /actuator/health/../prometheus",
        "GET,    /no/such/page"
    })
    void isNotServed(String method, String path) {
        HttpAnswer answer = http.send(method, raw(path), Map.of(), null);

        assertThat(answer.status()).as(answer.body()).isIn(400, 401, 404);
        assertThat(answer.body()).doesNotContain("_links", "jvm_", "HAPI FHIR</title>").isNotEqualTo("[]");
    }

    @Test
    void healthIsServed() {
        assertThat(http.get(fhirBase.resolve("/actuator/health")).status()).isEqualTo(200);
    }

    private URI raw(String path) {
        return URI.create("http://" + fhirBase.getAuthority() + path);
    }
}
