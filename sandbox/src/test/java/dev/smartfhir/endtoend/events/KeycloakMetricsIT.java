package dev.smartfhir.endtoend.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keycloak's page of metrics counts what this module grants, narrows and refuses. */
@EndToEnd
class KeycloakMetricsIT {

    private static final String GRANTS = "smart_grants_total";
    private static final String CREDENTIALS = "grant_type=\"client_credentials\"";
    private static final String SCOPE = "launch patient/Observation.rs offline_access";

    private final Servers servers;
    private KeycloakMetrics before;

    KeycloakMetricsIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void read() {
        before = KeycloakMetrics.now(servers);
    }

    @Test
    void countsGrantsNarrowingsAndRefusalsOfBackendServices() {
        BackendService service = servers.clients().backendService("system/Bundle.crs");

        service.requestToken("system/Bundle.crs");
        service.requestToken("system/Bundle.cruds");
        service.requestToken("system/Patient.rs");

        assertRose(GRANTS, CREDENTIALS, "result=\"granted\"");
        assertRose(GRANTS, CREDENTIALS, "result=\"narrowed\"");
        assertRose(GRANTS, CREDENTIALS, "result=\"refused\"");
    }

    @Test
    void countsALaunchFromItsRegistrationToTheRefreshOfItsToken() {
        TestEhr ehr = TestEhr.create(servers);
        TestApp app = TestApp.publicApp(servers, "launch", "patient/*.rs", "offline_access");
        Person doctor = Person.create(servers, "Practitioner/metrics");

        HttpAnswer tokens = doctor.authorize(app, SCOPE, ehr.handle(app, doctor.username(), "p-metrics")).exchange();
        app.refresh(tokens.text("refresh_token"));
        app.refresh("none");
        ehr.launch(Map.of("client_id", "nobody"));

        assertRose("smart_launch_registrations_total", "result=\"registered\"");
        assertRose("smart_launch_registrations_total", "result=\"refused\"");
        assertRose("smart_launches_total", "kind=\"ehr\"", "result=\"granted\"");
        assertRose(GRANTS, "grant_type=\"authorization_code\"", "result=\"granted\"");
        assertRose(GRANTS, "grant_type=\"refresh_token\"", "result=\"granted\"");
        assertRose(GRANTS, "grant_type=\"refresh_token\"", "result=\"refused\"");
    }

    @Test
    void countsRefusedRequestsAndCancelledChoices() {
        TestApp app = TestApp.publicApp(servers, "launch/patient", "patient/*.rs");
        Person doctor = Person.create(servers, "Practitioner/metrics");
        Browser browser = new Browser();

        browser.open(app.address(app.request("patient/Nothing.rs")));
        HttpAnswer login = browser.follow(browser.open(app.address(app.request("launch/patient patient/*.rs"))));
        HttpAnswer picker = browser.logIn(login, doctor.username(), TestUsers.PASSWORD);
        if (picker.status() / 100 == 3) {
            picker = browser.follow(picker);
        }
        browser.submit(picker, "smart-patient-choice", Map.of("cancel", "1"));

        assertRose("smart_launches_total", "kind=\"standalone\"", "result=\"refused\"");
        assertRose("smart_picker_total", "kind=\"patient\"", "result=\"cancelled\"");
    }

    @Test
    void countsIntrospectionsByWhatTheySaid() {
        BackendService service = servers.clients().backendService("system/Bundle.crs");
        String token = service.requestToken("system/Bundle.crs").text("access_token");

        introspect("Bearer " + token, token);
        introspect("Bearer " + token, "no-token");
        introspect("Bearer none", token);

        assertRose("smart_introspections_total", "result=\"active\"");
        assertRose("smart_introspections_total", "result=\"inactive\"");
        assertRose("smart_introspections_total", "result=\"refused\"");
    }

    @Test
    void namesNoClientNoUserAndNoPatient() {
        BackendService service = servers.clients().backendService("system/Bundle.crs");
        service.requestToken("system/Bundle.crs");

        assertThat(KeycloakMetrics.now(servers).tagValues()).contains("client_credentials", "granted")
                .isSubsetOf("authorization_code", "client_credentials", "refresh_token", "other", "granted",
                        "narrowed", "refused", "ehr", "standalone", "registered", "changed", "deleted", "active",
                        "inactive", "patient", "encounter", "chosen", "cancelled", "not_offered", "unavailable",
                        "whole", "declined");
    }

    private HttpAnswer introspect(String authorization, String token) {
        return new Http().send("POST", URI.create(servers.issuer() + "/smart/introspect"), Map.of("Authorization",
                authorization, "Content-Type", "application/x-www-form-urlencoded"), "token=" + token);
    }

    private void assertRose(String name, String... tags) {
        assertThat(KeycloakMetrics.now(servers).of(name, tags)).as(name + String.join(" ", tags))
                .isGreaterThan(before.of(name, tags));
    }
}
