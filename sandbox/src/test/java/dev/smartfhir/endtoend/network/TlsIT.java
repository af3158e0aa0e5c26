package dev.smartfhir.endtoend.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Everything over TLS, with a private authority that both servers are told to trust. */
@Tag("long")
@ResourceLock("dev.smartfhir.endtoend.network")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

    private TlsPair tls;
    private OwnPair pair;
    private FhirClient fhir;

    @BeforeAll
    void start() {
        tls = new TlsPair(true);
        pair = tls.pair();
        fhir = new FhirClient(pair.fhirBase());
    }

    @AfterAll
    void stop() {
        tls.close();
    }

    @Test
    void theFhirServerReadsAndServesTheIssuersDocument() {
        HttpAnswer document = fhir.get("/.well-known/smart-configuration", null);

        assertThat(document.status()).as(document.body()).isEqualTo(200);
        assertThat(document.text("issuer")).isEqualTo(pair.issuer().toString());
        assertThat(document.text("token_endpoint")).isEqualTo(pair.tokenEndpoint().toString());
        assertThat(endpoints(document)).hasSizeGreaterThan(5).isEqualTo(endpoints(new Http()
                .get(URI.create(pair.issuer() + "/.well-known/smart-configuration"))));
    }

    @Test
    void aBackendServiceWithItsKeysOnHttpsGetsATokenAndReads() {
        BackendService service = tls.withKeySetUrl("system/Patient.cruds");

        HttpAnswer token = service.requestToken("system/Patient.rs");

        assertThat(token.status()).as(token.body()).isEqualTo(200);
        assertThat(Tokens.claims(token).get("aud").toString()).isEqualTo(pair.fhirBase().toString());
        assertThat(fhir.get("/Patient?_count=1", token.text("access_token")).status()).isEqualTo(200);
        assertThat(fhir.get("/Observation", token.text("access_token")).status()).isEqualTo(403);
        assertThat(fhir.get("/Patient", null).status()).isEqualTo(401);
    }

    @Test
    void aUserPicksAPatientThatKeycloakReadsByHttps() {
        String writer = tls.withKeySetUrl("system/Patient.cruds").accessToken("system/Patient.cruds");
        assertThat(fhir.send("PUT", "/Patient/over-tls", writer, "{\"resourceType\":\"Patient\",\"id\":\"over-tls\","
                + "\"name\":[{\"family\":\"Tlspatient\"}]}").status()).isEqualTo(201);
        StandaloneApp app = new StandaloneApp(pair, "launch/patient", "patient/Patient.rs");
        AppRequest request = app.request("launch/patient patient/Patient.rs");

        HttpAnswer picker = app.logIn(request, pair.users().create("Practitioner/dr"));
        HttpAnswer found = app.search(picker, "Tlspatient");
        assertThat(found.body()).contains("value=\"over-tls\"");
        HttpAnswer tokens = app.exchange(app.choose(found, "over-tls"), request);

        assertThat(tokens.text("patient")).isEqualTo("over-tls");
        String token = tokens.text("access_token");
        assertThat(fhir.get("/Patient/over-tls", token).status()).isEqualTo(200);
        assertThat(fhir.get("/Patient/another", token).status()).isIn(403, 404);
    }

    /** Scopes may have been added since. */
    private static Map<String, String> endpoints(HttpAnswer document) {
        Map<String, String> endpoints = new TreeMap<>();
        document.json().properties().stream().filter(member -> member.getKey().matches("issuer|.*_(endpoint|uri)"))
                .forEach(member -> endpoints.put(member.getKey(), member.getValue().asText()));
        return endpoints;
    }
}
