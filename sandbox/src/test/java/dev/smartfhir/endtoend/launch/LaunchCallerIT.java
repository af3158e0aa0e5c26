package dev.smartfhir.endtoend.launch;

import static dev.smartfhir.endtoend.launch.LaunchRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may register launches: an EHR with the role that proves who it is. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchCallerIT {

    private static final String JSON = "application/json";

    private final Servers servers;
    private final TestUsers users;
    private TestEhr ehr;
    private TestApp app;
    private String user;

    LaunchCallerIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeAll
    void register() {
        ehr = TestEhr.create(servers);
        app = TestApp.publicApp(servers, "launch", "patient/*.rs");
        user = users.create("Practitioner/p-" + System.nanoTime());
    }

    @Test
    void acceptsAnEhrsOwnTokenOfClientCredentials() {
        String token = ehr.requestToken(null).text("access_token");

        HttpAnswer answer = ehr.post("Bearer " + token, JSON, TestEhr.write(launch("patient", "1")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "wrong secret", "no secret", "unknown client", "public client", "empty basic",
        "garbage", "digest"})
    void refusesACallerWhoDoesNotProveWhoHeIs(String how) {
        String header = switch (how) {
            case "none" -> null;
            case "wrong secret" -> TestCredentials.basic(ehr.clientId(), "wrong");
            case "no secret" -> TestCredentials.basic(ehr.clientId(), "");
            case "unknown client" -> TestCredentials.basic("nobody", TestEhr.SECRET);
            case "public client" -> TestCredentials.basic(app.clientId(), "");
            case "empty basic" -> "Basic ";
            case "garbage" -> "garbage";
            default -> "Digest username=\"" + ehr.clientId() + "\"";
        };

        assertRefused(ehr.post(header, JSON, TestEhr.write(launch("patient", "1"))), 401, "invalid_client");
    }

    @Test
    void refusesCredentialsInTheBodyOrTheQuery() {
        HttpAnswer answer = ehr.post(null, "application/x-www-form-urlencoded",
                "client_id=" + ehr.clientId() + "&client_secret=" + TestEhr.SECRET.replace(" ", "+"));

        assertRefused(answer, 401, "invalid_client");
    }

    @Test
    void refusesAClientWithoutTheRole() {
        TestEhr other = TestEhr.withoutRole(servers);
        String token = other.requestToken(null).text("access_token");
        String body = TestEhr.write(launch("patient", "1"));

        assertRefused(other.post(other.basic(), JSON, body), 403, "unauthorized_client");
        assertRefused(other.post("Bearer " + token, JSON, body), 403, "unauthorized_client");
    }

    @Test
    void refusesADisabledEhr() {
        TestEhr ehr = TestEhr.create(servers);
        String token = ehr.requestToken(null).text("access_token");
        servers.clients().write(servers.clients().read(ehr.clientId()).put("enabled", false));
        String body = TestEhr.write(launch("patient", "1"));

        assertRefused(ehr.post(ehr.basic(), JSON, body), 401, "invalid_client");
        assertRefused(ehr.post("Bearer " + token, JSON, body), 401, "invalid_token");
    }

    @Test
    void refusesATokenThatAFhirServerGetsToSee() {
        TestEhr ehr = TestEhr.create(servers);
        String id = servers.clients().idOf(ehr.clientId());
        servers.clients().assignOptional(id, "system/Patient.rs");
        String fhirToken = TestCredentials.makeAsymmetric(servers, ehr).requestToken("system/Patient.rs")
                .text("access_token");

        assertRefused(ehr.post("Bearer " + fhirToken, JSON, TestEhr.write(launch("patient", "1"))),
                401, "invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "e30.e30.e30", "none"})
    void refusesATokenThatIsNone(String token) {
        String body = TestEhr.write(launch("patient", "1"));

        assertRefused(ehr.post("Bearer " + token, JSON, body), 401, "invalid_token");
    }

    @Test
    void refusesATamperedAndARevokedToken() {
        String token = ehr.requestToken(null).text("access_token");
        String body = TestEhr.write(launch("patient", "1"));
        String tampered = token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");

        assertRefused(ehr.post("Bearer " + tampered, JSON, body), 401, "invalid_token");
        TestCredentials.revoke(servers, ehr, token);
        assertRefused(ehr.post("Bearer " + token, JSON, body), 401, "invalid_token");
    }

    @Test
    void refusesAUsersToken() {
        TestEhr ehr = TestEhr.create(servers);
        servers.clients().write(servers.clients().read(ehr.clientId()).put("directAccessGrantsEnabled", true));
        String token = TestCredentials.passwordToken(servers, ehr, user);

        assertRefused(ehr.post("Bearer " + token, JSON, TestEhr.write(launch("patient", "1"))),
                401, "invalid_token");
    }

    private Map<String, Object> launch(Object... members) {
        Map<String, Object> launch = new HashMap<>(Map.of("client_id", app.clientId(), "user", user));
        for (int i = 0; i < members.length; i += 2) {
            launch.put((String) members[i], members[i + 1]);
        }
        return launch;
    }
}
