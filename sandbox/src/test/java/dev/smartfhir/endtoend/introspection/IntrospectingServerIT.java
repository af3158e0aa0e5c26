package dev.smartfhir.endtoend.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.launch.PickerUser;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A FHIR server that asks Keycloak about each token, as a client with a private key and the ceiling __introspect. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntrospectingServerIT {

    private static final String INTERNAL = "smart.fhir-bases.internal";
    private static final String PATIENT = "introspected";
    private static final String READ = "/Patient/" + PATIENT;

    @TempDir
    private static Path directory;

    private final Servers servers;
    private final TestRealm realm;
    private IntrospectingFhirServer server;
    private BackendService service;
    private TestApp app;

    IntrospectingServerIT(Servers servers) {
        this.servers = servers;
        this.realm = new TestRealm(servers.admin());
    }

    @BeforeAll
    void start() throws IOException {
        BackendService asking = servers.clients().backendService("__introspect");
        Path key = Files.writeString(directory.resolve("key.json"), asking.key().jwk().toJSONString());
        server = IntrospectingFhirServer.start(servers, asking.clientId(),
                "SMART_ISSUERS_0_INTROSPECTION_CLIENTKEY", key.toString());
        realm.attribute(INTERNAL, server.fhir().base().toString());
        service = servers.clients().backendService("system/Patient.cruds");
        app = TestApp.withSecret(servers, "launch/patient", "patient/*.rs", "online_access", "offline_access",
                "fhirUser");
        server.put("Patient", PATIENT, ",\"name\":[{\"family\":\"Introspecta\"}]",
                service.accessToken("system/Patient.cruds"));
    }

    @AfterAll
    void stop() {
        realm.attribute(INTERNAL, null);
        server.close();
    }

    @Test
    void aBackendServiceMayWhatItsTokenGrantsAndNoMore() {
        String token = service.accessToken("system/Patient.r");

        assertThat(server.status(READ, token)).isEqualTo(200);
        assertThat(server.status("/Patient", token)).isEqualTo(403);
        assertThat(server.status("/Observation", token)).isEqualTo(403);
    }

    @Test
    void aPatientsTokenReachesThePatientOfItsLaunchOnly() {
        HttpAnswer granted = granted(Person.create(servers, "Patient/" + PATIENT));
        server.put("Patient", "somebody-else", "", service.accessToken("system/Patient.cruds"));

        assertThat(granted.text("patient")).isEqualTo(PATIENT);
        assertThat(server.status(READ, granted.text("access_token"))).isEqualTo(200);
        assertThat(server.status("/Patient/somebody-else", granted.text("access_token"))).isIn(403, 404);
    }

    @Test
    void aRevokedTokenEndsWithinTheDelay() {
        String token = granted(Person.create(servers, "Patient/" + PATIENT)).text("access_token");
        assertThat(server.status(READ, token)).isEqualTo(200);

        app.post(URI.create(servers.issuer() + "/protocol/openid-connect/revoke"), Map.of("token", token));

        assertThat(server.statusAfterWorstDelay(READ, token)).isEqualTo(401);
    }

    @Test
    void aLogoutEndsTheTokenWithinTheDelay() {
        Person person = Person.create(servers, "Patient/" + PATIENT);
        String token = granted(person).text("access_token");
        assertThat(server.status(READ, token)).isEqualTo(200);

        person.isLoggedOut();

        assertThat(server.statusAfterWorstDelay(READ, token)).isEqualTo(401);
        assertThat(servers.fhir().get(READ, token).status()).as("the server that verifies JWTs").isNotEqualTo(401);
    }

    @Test
    void aDisabledClientsTokenEndsWithinTheDelay() {
        BackendService other = servers.clients().backendService("system/Patient.r");
        String token = other.accessToken("system/Patient.r");
        assertThat(server.status(READ, token)).isEqualTo(200);

        servers.clients().write(servers.clients().read(other.clientId()).put("enabled", false));

        assertThat(server.statusAfterWorstDelay(READ, token)).isEqualTo(401);
    }

    @Test
    void nothingButAnAccessTokenOpensTheServer() {
        HttpAnswer granted = granted(Person.create(servers, "Patient/" + PATIENT));
        String access = granted.text("access_token");
        for (String token : List.of(granted.text("id_token"), granted.text("refresh_token"), "opaque", "a~b+c/d==",
                access + "x", access.substring(0, access.lastIndexOf('.') + 1), "e30.e30.AAAA")) {
            HttpAnswer answer = server.fhir().get(READ, token);

            assertThat(answer.status()).as(token).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
        assertThat(server.output()).doesNotContain(access, granted.text("refresh_token"));
    }

    @Test
    void aLightweightAccessTokenIsAsGood() {
        ObjectNode client = servers.clients().read(app.clientId());
        client.withObject("/attributes").put("client.use.lightweight.access.token.enabled", "true");
        servers.clients().write(client);

        String token = granted(Person.create(servers, "Patient/" + PATIENT)).text("access_token");
        assertThat(server.status(READ, token)).isEqualTo(200);
        assertThat(server.status("/Patient/somebody-else", token)).isIn(403, 404);
    }

    @Test
    void thePickerAsksAServerThatAsksAboutThePicker() {
        TestApp picking = TestApp.publicApp(servers, "launch/patient", "patient/*.rs");
        AppRequest request = picking.request("launch/patient patient/Patient.r");
        String doctor = new TestUsers(servers.admin()).create("Practitioner/dr");

        PickerUser user = new PickerUser(picking, doctor).logIn(request).search("Introspecta", "", "");

        assertThat(user.showsProblem()).as(user.page().body()).isFalse();
        assertThat(user.offered()).containsExactly(PATIENT);
        HttpAnswer tokens = user.choose(PATIENT).exchange(request);
        assertThat(tokens.text("patient")).isEqualTo(PATIENT);
        assertThat(server.status(READ, tokens.text("access_token"))).isEqualTo(200);
    }

    private HttpAnswer granted(Person person) {
        return person.authorize(app, "openid fhirUser launch/patient patient/Patient.r online_access").exchange();
    }
}
