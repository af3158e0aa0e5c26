package dev.smartfhir.endtoend.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import org.junit.jupiter.api.Test;

/** Keycloak's events, in its console and its store, say what an app asked for and what it got. */
@EndToEnd
class EventDetailsIT {

    private final Servers servers;

    EventDetailsIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void aBackendServiceIsSeenWithWhatItAskedForAndGot() {
        BackendService service = servers.clients().backendService("system/Bundle.crs");

        service.requestToken("system/Bundle.cruds openid p-in-no-event");

        JsonNode details = event(service.clientId(), "CLIENT_LOGIN").path("details");
        assertThat(details.path("smart_requested").asText()).isEqualTo("openid system/Bundle.cruds");
        assertThat(details.path("smart_requested_unknown").asText()).isEqualTo("1");
        assertThat(details.path("smart_granted").asText()).isEqualTo("openid system/Bundle.crs");
        assertThat(details.path("smart_narrowed").asText()).isEqualTo("true");
        assertThat(details.path("smart_left_out").asText()).isEqualTo("system/Bundle.cruds");
        assertThat(details.path("smart_fhir_base").asText()).isEqualTo(servers.fhirBase().toString());
        assertThat(events(service.clientId())).doesNotContain("p-in-no-event");
    }

    @Test
    void aRefusalIsSeenWithItsReasonAndWhatWasAskedFor() {
        BackendService service = servers.clients().backendService("system/Bundle.crs");

        service.requestToken("system/Patient.rs?identifier=secret-value");

        JsonNode refused = event(service.clientId(), "CLIENT_LOGIN_ERROR");
        assertThat(refused.path("error").asText()).isEqualTo("invalid_scope");
        assertThat(refused.path("details").path("smart_requested").asText()).isEqualTo("system/Patient.rs");
        assertThat(refused.path("details").path("reason").asText()).contains("A client scope named");
        assertThat(events(service.clientId())).doesNotContain("secret-value");
    }

    @Test
    void aLaunchIsSeenFromItsRegistrationToItsTokenWithoutPatientAndHandle() {
        TestEhr ehr = TestEhr.create(servers);
        TestApp app = TestApp.publicApp(servers, "launch", "patient/*.rs");
        Person doctor = Person.create(servers, "Practitioner/events");
        String handle = ehr.handle(app, doctor.username(), "p-in-no-event");

        AppRequest request = app.request("launch patient/Observation.cruds?subject=Patient/p-in-no-event")
                .with("launch", handle);
        String token = doctor.authorize(app, request).exchange().text("access_token");

        JsonNode login = event(app.clientId(), "LOGIN").path("details");
        assertThat(login.path("smart_launch").asText()).isEqualTo("ehr");
        assertThat(login.path("smart_requested").asText()).isEqualTo("launch patient/Observation.cruds");
        assertThat(login.path("smart_granted").asText()).isEqualTo("launch patient/Observation.rs");
        assertThat(login.path("smart_narrowed").asText()).isEqualTo("true");
        JsonNode code = event(app.clientId(), "CODE_TO_TOKEN").path("details");
        assertThat(code.path("smart_granted").asText()).isEqualTo("launch patient/Observation.rs");
        assertThat(code.path("smart_narrowed").asText()).isEqualTo("false");
        assertThat(event(ehr.clientId(), "CLIENT_LOGIN").path("details").path("smart_fhir_base").asText())
                .isEqualTo(servers.fhirBase().toString());
        assertThat(events(app.clientId()) + events(ehr.clientId()))
                .doesNotContain("p-in-no-event").doesNotContain(handle).doesNotContain(token);
    }

    @Test
    void anAuthorizationRequestThatIsRefusedSaysHowItBegan() {
        TestApp app = TestApp.publicApp(servers, "launch", "patient/*.rs");
        Person.create(servers, "Practitioner/events").open(app, app.request("launch patient/*.rs")
                .with("launch", "unknown-handle"));

        JsonNode refused = event(app.clientId(), "LOGIN_ERROR");
        assertThat(refused.path("details").path("smart_launch").asText()).isEqualTo("ehr");
        assertThat(refused.path("details").path("smart_requested").asText()).isEqualTo("launch patient/*.rs");
        assertThat(refused.toString()).doesNotContain("unknown-handle");
    }

    private String events(String client) {
        return servers.admin().get("/events?client=" + client).body();
    }

    private JsonNode event(String client, String type) {
        JsonNode events = servers.admin().get("/events?client=" + client + "&type=" + type).json();
        assertThat(events).as("events %s of %s: %s", type, client, events(client)).isNotEmpty();
        return events.path(0);
    }
}
