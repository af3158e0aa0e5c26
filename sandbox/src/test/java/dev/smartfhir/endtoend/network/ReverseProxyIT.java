package dev.smartfhir.endtoend.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.doctor.SmartAdminJar;
import dev.smartfhir.endtoend.servers.FreePort;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Basic;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Both servers behind a reverse proxy that ends TLS and gives each a path of its own. */
@Tag("long")
@ResourceLock("dev.smartfhir.endtoend.network")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReverseProxyIT {

    private static final String SCOPE = "system/Patient.cruds";
    private static final String EVIL = "evil.example";

    private final int fhirPort = FreePort.find();
    private final int keycloakPort = FreePort.find();
    private OwnPair pair;
    private FhirClient fhir;
    private BackendService service;

    @BeforeAll
    void start() {
        int port = FreePort.find();
        String root = "https://localhost:" + port;
        pair = new OwnPair(URI.create(root + "/auth"), URI.create(root + "/hospital/fhir"));
        pair.with(new ReverseProxy(pair.authority(), port)
                .route("/auth/", URI.create("http://localhost:" + keycloakPort + "/auth/"))
                .route("/hospital/", URI.create("http://localhost:" + fhirPort + "/")));
        ServerProcess keycloak = pair.startKeycloak("--http-port=" + keycloakPort, "--proxy-headers=xforwarded",
                "--http-relative-path=/auth", "--truststore-paths=" + pair.authority().trusted());
        ServerProcess server = pair.startFhir(fhirPort,
                Map.of("SMART_TRUSTED_CERTIFICATES", pair.authority().trusted().toString()));
        OwnPair.await(keycloak, pair.issuer());
        OwnPair.await(server, URI.create(pair.fhirBase() + "/metadata"));
        fhir = new FhirClient(pair.fhirBase());
        service = pair.clients().backendService(SCOPE, "system/Observation.rs");
    }

    @AfterAll
    void stop() {
        pair.close();
    }

    @Test
    void everyDocumentHasTheAddressesThatClientsUse() {
        JsonNode document = fhir.get("/.well-known/smart-configuration", null).json();

        assertThat(document.path("issuer").asText()).isEqualTo(pair.issuer().toString());
        document.properties().forEach(member -> {
            if (member.getKey().endsWith("_endpoint") || member.getKey().endsWith("_uri")) {
                assertThat(member.getValue().asText()).startsWith(pair.issuer().toString());
            }
        });
        assertThat(fhir.get("/metadata", null).json().path("implementation").path("url").asText())
                .isEqualTo(pair.fhirBase().toString());
    }

    @Test
    void aTokenIsForThePublicBaseAndItsPagesLinkThere() {
        HttpAnswer answer = service.requestToken(SCOPE);
        assertThat(Tokens.claims(answer).get("aud").toString()).isEqualTo(pair.fhirBase().toString());
        String token = answer.text("access_token");
        for (int i = 0; i < 3; i++) {
            assertThat(fhir.send("POST", "/Patient", token, "{\"resourceType\":\"Patient\"}").header("Location"))
                    .startsWith(pair.fhirBase() + "/Patient/");
        }

        JsonNode page = fhir.get("/Patient?_count=1", token).json();

        String next = "";
        for (JsonNode link : page.path("link")) {
            assertThat(link.path("url").asText()).startsWith(pair.fhirBase().toString());
            next = link.path("relation").asText().equals("next") ? link.path("url").asText() : next;
        }
        HttpAnswer second = new Http().send("GET", URI.create(next), Map.of("Authorization", "Bearer " + token), null);
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.json().path("entry")).hasSize(1);
    }

    @Test
    void introspectionSaysWhatTheTokenSays() {
        URI endpoint = URI.create(fhir.get("/.well-known/smart-configuration", null).text("introspection_endpoint"));
        HttpAnswer token = service.requestToken(SCOPE);

        HttpAnswer answer = service.post(endpoint, Map.of("token", token.text("access_token")));

        assertThat(answer.json().path("active").asBoolean()).as(answer.body()).isTrue();
        assertThat(answer.text("iss")).isEqualTo(pair.issuer().toString());
    }

    @Test
    void aLaunchLeadsThroughTheProxyToItsPatient() {
        StandaloneApp app = new StandaloneApp(pair, "launch", "launch/patient", "patient/Patient.rs");
        String user = pair.users().create("Practitioner/dr");
        AppRequest request = app.request("launch patient/Patient.rs").with("launch", launch(app, user));

        HttpAnswer tokens = app.exchange(app.logIn(request, user), request);

        assertThat(tokens.text("patient")).isEqualTo("launched");
        assertThat(Tokens.claims(tokens).get("aud").toString()).isEqualTo(pair.fhirBase().toString());
        assertThat(fhir.get("/Patient?_id=launched", tokens.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void aUserPicksAPatientThatKeycloakReadsThroughTheProxy() {
        String writer = service.accessToken(SCOPE);
        assertThat(fhir.send("PUT", "/Patient/proxied", writer, "{\"resourceType\":\"Patient\",\"id\":\"proxied\","
                + "\"name\":[{\"family\":\"Proxied\"}]}").status()).isEqualTo(201);
        StandaloneApp app = new StandaloneApp(pair, "launch/patient", "patient/Patient.rs");
        AppRequest request = app.request("launch/patient patient/Patient.rs");

        HttpAnswer found = app.search(app.logIn(request, pair.users().create("Practitioner/dr")), "Proxied");

        assertThat(app.exchange(app.choose(found, "proxied"), request).text("patient")).isEqualTo("proxied");
    }

    @Test
    void aForgedHostChangesNeitherDocumentsNorAudience() {
        String[] forged = {"X-Forwarded-Host: " + EVIL, "X-Forwarded-Proto: http", "X-Forwarded-Port: 80",
            "X-Forwarded-Prefix: /evil", "Forwarded: host=" + EVIL + ";proto=http"};
        String[] withToken = {"X-Forwarded-Host: " + EVIL, "Authorization: Bearer " + service.accessToken(SCOPE)};

        assertThat(RawRequest.get(fhirPort, "/fhir/.well-known/smart-configuration", EVIL, forged))
                .contains(pair.tokenEndpoint().toString()).doesNotContain(EVIL);
        assertThat(RawRequest.get(fhirPort, "/fhir/metadata", EVIL, forged))
                .contains(pair.fhirBase().toString()).doesNotContain(EVIL);
        assertThat(RawRequest.get(fhirPort, "/fhir/Patient?_count=1", EVIL, withToken))
                .contains("200", pair.fhirBase().toString()).doesNotContain(EVIL);
        for (String document : new String[] {"smart-configuration", "openid-configuration"}) {
            assertThat(RawRequest.get(keycloakPort, "/auth/realms/smart/.well-known/" + document, EVIL, forged))
                    .contains(pair.tokenEndpoint().toString()).doesNotContain(EVIL);
        }
        HttpAnswer token = new Http().send("POST",
                URI.create("http://localhost:" + keycloakPort + "/auth/realms/smart/protocol/openid-connect/token"),
                Map.of("X-Forwarded-Host", EVIL, "Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&scope=" + Browser.encode(SCOPE) + "&client_assertion_type="
                        + Browser.encode(BackendService.JWT_BEARER) + "&client_assertion="
                        + service.assertion().signedBy(service.key()));
        assertThat(Tokens.claims(token).get("aud").toString()).isEqualTo(pair.fhirBase().toString());
        assertThat(Tokens.claims(token).get("iss").toString()).isEqualTo(pair.issuer().toString());
    }

    @Test
    void theDoctorFindsNoErrorBehindTheProxy() {
        SmartAdminJar.Run run = SmartAdminJar.run("fhir", "doctor", "--json", "--fhir-base",
                pair.fhirBase().toString(), "--trusted-certificates", pair.authority().trusted().toString());

        assertThat(run.codes("ERROR")).as(run.output()).isEmpty();
        assertThat(run.codes("OK")).contains("certificate", "base-url", "issuer", "signing-keys", "forged-tokens");
    }

    /** The handle of a launch with a patient, registered by an EHR. */
    private String launch(StandaloneApp app, String user) {
        ObjectNode ehr = pair.clients().confidential();
        ehr.put("clientAuthenticatorType", "client-secret").put("secret", "secret-of-the-ehr");
        String id = pair.clients().create(ehr);
        String account = pair.admin().get("/clients/" + id + "/service-account-user").text("id");
        if (pair.admin().send("GET", "/roles/smart-launch", null).status() == 404) {
            pair.admin().post("/roles", JsonNodeFactory.instance.objectNode().put("name", "smart-launch"));
        }
        pair.admin().post("/users/" + account + "/role-mappings/realm", JsonNodeFactory.instance.arrayNode()
                .add(pair.admin().get("/roles/smart-launch").json()));
        HttpAnswer answer = new Http().send("POST", URI.create(pair.issuer() + "/smart/launch"),
                Map.of("Content-Type", "application/json", "Authorization",
                        new Basic(ehr.get("clientId").asText(), "secret-of-the-ehr").header()),
                JsonNodeFactory.instance.objectNode().put("client_id", app.clientId()).put("user", user)
                        .put("patient", "launched").toString());
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.text("launch");
    }
}
