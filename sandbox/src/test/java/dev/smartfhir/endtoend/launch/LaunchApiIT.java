package dev.smartfhir.endtoend.launch;

import static dev.smartfhir.endtoend.launch.LaunchRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an EHR may register by {@code POST /realms/{realm}/smart/launch}, and what is refused. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchApiIT {

    private static final String JSON = "application/json";
    private static final String HTML = "<script>alert(1)</script>";

    private final Servers servers;
    private final TestUsers users;
    private final TestRealm realm;
    private TestEhr ehr;
    private TestApp app;
    private String user;

    LaunchApiIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
        this.realm = new TestRealm(servers.admin());
    }

    @BeforeAll
    void register() {
        ehr = TestEhr.create(servers);
        app = TestApp.publicApp(servers, "launch", "patient/*.rs");
        user = users.create("Practitioner/p-" + System.nanoTime());
    }

    @AfterEach
    void restore() {
        realm.attribute("smart.launch.user-required", "true");
    }

    @Test
    void answersWithAHandleThatCannotBeGuessed() {
        HttpAnswer first = ehr.launch(launch("patient", "1"));
        HttpAnswer second = ehr.launch(launch("patient", "1"));

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.text("launch")).matches("[A-Za-z0-9]{32,}").isNotEqualTo(second.text("launch"));
        assertThat(first.json().path("expires_in").intValue()).isEqualTo(300);
        assertThat(first.json().size()).isEqualTo(2);
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(first.header("Content-Type")).startsWith(JSON);
        assertThat(first.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void takesTheWholeContext() {
        HttpAnswer answer = ehr.launch(launch("patient", "1", "encounter", "2", "need_patient_banner", false,
                "intent", HTML, "tenant", "示範醫院甲 " + HTML,
                "smart_style_url", "https://ehr.example.org/style.json",
                "iss", servers.fhirBase() + "/",
                "fhirContext", List.of(Map.of("reference", "ServiceRequest/1", "role", "urn:example:order"))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/ehr-launch.md", "docs/zh-TW/ehr-launch.md"})
    void acceptsTheExampleOfTheGuide(String guide) throws IOException {
        String text = Files.readString(servers.sandbox().projectRoot().resolve(guide));
        int begin = text.indexOf("```json") + "```json".length();
        String json = text.substring(begin, text.indexOf("```", begin));
        ObjectNode example = (ObjectNode) new ObjectMapper().readTree(json);

        HttpAnswer answer = ehr.post(ehr.basic(), JSON,
                example.put("client_id", app.clientId()).put("user", user).toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "sub", "reference", "url"})
    void takesTheUserByNameBySubAndByFhirUser(String by) {
        String fhirUser = servers.admin().get("/users/" + users.idOf(user)).json()
                .path("attributes").path("fhirUser").path(0).asText();
        String named = switch (by) {
            case "username" -> user;
            case "sub" -> users.idOf(user);
            case "reference" -> fhirUser;
            default -> servers.fhirBase() + "/" + fhirUser;
        };

        assertThat(ehr.launch(with(launch("patient", "1"), "user", named)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "text/plain                        # 415",
        "application/x-www-form-urlencoded # 415",
        "application/fhir+json             # 415"
    })
    void refusesWhatIsNotJsonByItsType(String type, int status) {
        assertRefused(ehr.post(ehr.basic(), type, TestEhr.write(launch("patient", "1"))), status, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{'client_id':'a','client_id':'b'}",
        "{'client_id':'a','unknown':1}"})
    void refusesAMalformedBody(String body) {
        assertRefused(ehr.post(ehr.basic(), JSON, body.replace('\'', '"')), 400, "invalid_request");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertRefused(ehr.launch(launch("intent", "a".repeat(9_000))), 413, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void hasNoOtherMethodAndNoCors(String method) {
        HttpAnswer answer = ehr.send(method, ehr.basic(), null, null);

        assertThat(answer.status()).isEqualTo(method.equals("OPTIONS") ? 200 : 405);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "patient             # Patient/1                        # CTX-16",
        "patient             # <script>alert(1)</script>        # CTX-16",
        "encounter           # <script>alert(1)</script>        # CTX-17",
        "need_patient_banner # true                             # CTX-18",
        "smart_style_url     # javascript:alert(1)              # CTX-30",
        "smart_style_url     # http://ehr.example.org/a.json    # CTX-30",
        "fhirContext         # Patient/1                        # CTX-21",
        "client_id           # <script>alert(1)</script>        # client_id",
        "user                # <script>alert(1)</script>        # user",
        "user                # Practitioner/nobody              # user",
        "user                # http://evil.example.org/fhir/Practitioner/1 # user",
        "iss                 # http://evil.example.org/fhir     # iss",
        "iss                 # <script>alert(1)</script>        # iss"
    })
    void namesTheMemberAndRepeatsNoValue(String member, String value, String named) {
        HttpAnswer answer = ehr.launch(with(launch("patient", "1"), member, value));

        assertRefused(answer, 400, "invalid_request");
        assertThat(answer.text("error_description")).contains(named);
        assertThat(answer.body()).doesNotContain(value).doesNotContain("<");
    }

    @Test
    void refusesAnAppThatIsNoneOrCannotBeLaunched() {
        TestApp withoutLaunch = TestApp.publicApp(servers, "launch/patient", "patient/*.rs");
        TestApp disabled = TestApp.publicApp(servers, "launch");
        servers.clients().write(servers.clients().read(disabled.clientId()).put("enabled", false));
        TestApp withoutFlow = TestApp.publicApp(servers, "launch");
        servers.clients().write(servers.clients().read(withoutFlow.clientId()).put("standardFlowEnabled", false));

        for (String clientId : List.of(withoutLaunch.clientId(), disabled.clientId(), withoutFlow.clientId(),
                ehr.clientId(), "account", "nobody")) {
            assertRefused(ehr.launch(with(launch("patient", "1"), "client_id", clientId)), 400, "invalid_request");
        }
    }

    @Test
    void needsAUserUnlessTheRealmSaysOtherwise() {
        Map<String, Object> launch = launch("patient", "1");
        launch.remove("user");

        assertRefused(ehr.launch(launch), 400, "invalid_request");
        realm.attribute("smart.launch.user-required", "false");
        assertThat(ehr.launch(launch).status()).isEqualTo(201);
        assertRefused(ehr.launch(with(launch, "user", "nobody")), 400, "invalid_request");
    }

    @Test
    void refusesADisabledUserAndANameThatFitsTwo() {
        String user = users.create("Practitioner/twin");
        String twin = users.create("Practitioner/twin");
        String fhirUser = "Practitioner/twin";
        assertRefused(ehr.launch(with(launch("patient", "1"), "user", fhirUser)), 400, "invalid_request");

        JsonNode disabled = servers.admin().get("/users/" + users.idOf(user)).json();
        servers.admin().put("/users/" + users.idOf(user),
                ((ObjectNode) disabled).put("enabled", false));
        assertRefused(ehr.launch(with(launch("patient", "1"), "user", user)), 400, "invalid_request");
        assertThat(ehr.launch(with(launch("patient", "1"), "user", fhirUser)).status()).isEqualTo(201);
        assertThat(ehr.launch(with(launch("patient", "1"), "user", twin)).status()).isEqualTo(201);
    }

    @Test
    void neverLaunchesAServiceAccount() {
        assertRefused(ehr.launch(with(launch("patient", "1"), "user", "service-account-" + ehr.clientId())),
                400, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "Patient/1,        -,   2, 403",
        "Patient/1,        -,   1, 201",
        "Patient/1,        -,   -, 201",
        "RelatedPerson/1,  2,   1, 403",
        "RelatedPerson/1,  2,   2, 201",
        "Person/1,         -,   1, 403",
        "Practitioner/77,  -,   1, 201",
        "https://other.example.org/fhir/Patient/1,      -, 1, 403",
        "https://other.example.org/fhir/Practitioner/1, -, 1, 201"
    })
    void launchesAUserOnlyForPatientsOfHis(String fhirUser, String link, String patient, int status) {
        String own = link == null ? users.create(fhirUser) : users.create(fhirUser, link);
        Map<String, Object> launch = with(launch(), "user", own);
        HttpAnswer answer = ehr.launch(patient == null ? launch : with(launch, "patient", patient));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.text("error")).isEqualTo("access_denied");
            assertThat(answer.text("error_description")).contains("patient");
        }
    }

    @Test
    void refusesLaunchesWhileUsersCanSayThemselvesWhoTheyAre() {
        JsonNode before = servers.admin().get("/users/profile").json();
        ObjectNode open = before.deepCopy();
        open.path("attributes").forEach(attribute -> {
            if (attribute.path("name").asText().equals("fhirUser")) {
                ((ObjectNode) attribute).withObject("/permissions").withArray("edit").add("user");
            }
        });
        servers.admin().put("/users/profile", open);
        try {
            assertRefused(ehr.launch(launch("patient", "1")), 500, "server_error");
        } finally {
            servers.admin().put("/users/profile", before);
        }
        assertThat(ehr.launch(launch("patient", "1")).status()).isEqualTo(201);
    }

    @Test
    void recordsLaunchesWithoutPatientAndHandle() {
        String handle = ehr.handle(launch("patient", "patient-in-no-event"));
        ehr.launch(launch("patient", "Patient/patient-in-no-event"));

        JsonNode registered = event("CLIENT_LOGIN", "launch_registered");
        JsonNode refused = event("CLIENT_LOGIN_ERROR", "launch_refused");
        assertThat(registered.path("clientId").asText()).isEqualTo(ehr.clientId());
        assertThat(registered.path("details").path("smart_app").asText()).isEqualTo(app.clientId());
        assertThat(registered.path("userId").asText()).isEqualTo(users.idOf(user));
        assertThat(refused.path("error").asText()).isEqualTo("invalid_request");
        assertThat(registered.toString() + refused).doesNotContain("patient-in-no-event").doesNotContain(handle);
    }

    private JsonNode event(String type, String smartEvent) {
        JsonNode events = servers.admin().get("/events?client=" + ehr.clientId() + "&type=" + type).json();
        for (JsonNode event : events) {
            if (event.path("details").path("smart_event").asText().equals(smartEvent)) {
                return event;
            }
        }
        throw new AssertionError("no event " + smartEvent + " in " + events);
    }

    private Map<String, Object> launch(Object... members) {
        Map<String, Object> launch = new HashMap<>(Map.of("client_id", app.clientId(), "user", user));
        for (int i = 0; i < members.length; i += 2) {
            launch.put((String) members[i], members[i + 1]);
        }
        return launch;
    }

    private static Map<String, Object> with(Map<String, Object> launch, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(launch);
        changed.put(name, value);
        return changed;
    }
}
