package dev.smartfhir.endtoend.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** TLS with a private authority that neither server is told to trust: each refuses, and says so. */
@Tag("long")
@ResourceLock("dev.smartfhir.endtoend.network")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UntrustedTlsIT {

    private TlsPair tls;
    private OwnPair pair;
    private FhirClient fhir;

    @BeforeAll
    void start() {
        tls = new TlsPair(false);
        pair = tls.pair();
        fhir = new FhirClient(pair.fhirBase());
    }

    @AfterAll
    void stop() {
        tls.close();
    }

    @Test
    void theFhirServerServesNoDocumentThatItCannotReadSafely() {
        HttpAnswer answer = fhir.get("/.well-known/smart-configuration", null);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.body()).contains("authorization-server-unavailable").doesNotContain("PKIX", "token_endpoint");
    }

    @Test
    void theFhirServerAcceptsNoTokenWhoseKeysItCannotReadSafely() {
        String token = pair.clients().backendService("system/Patient.rs").accessToken("system/Patient.rs");

        HttpAnswer answer = fhir.get("/Patient", token);

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.body()).doesNotContain("PKIX");
    }

    @Test
    void keycloakAcceptsNoClientWhoseKeysItCannotReadSafely() {
        HttpAnswer answer = tls.withKeySetUrl("system/Patient.rs").requestToken("system/Patient.rs");

        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
        assertThat(answer.body()).doesNotContain("PKIX");
    }

    @Test
    void keycloaksPickerOffersNobodyThatItCannotReadSafely() {
        StandaloneApp app = new StandaloneApp(pair, "launch/patient", "patient/Patient.rs");
        AppRequest request = app.request("launch/patient patient/Patient.rs");

        HttpAnswer page = app.search(app.logIn(request, pair.users().create("Practitioner/dr")), "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"smart-patient-problem\"")
                .doesNotContain("name=\"patient\"", "PKIX");
    }
}
