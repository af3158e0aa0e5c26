package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token with which a picker asks is active while it asks, for FHIR servers that introspect, and no longer. */
@EndToEnd
class PickerTokenIT extends OverStubFhirServer {

    PickerTokenIT(Servers servers) {
        super(servers);
    }

    /** An app whose own ceilings cover the picker's scope does not make the picker's token last. */
    @ParameterizedTest
    @ValueSource(strings = {"launch", "user/Patient.rs"})
    void isActiveForAFhirServerUntilItHasAnsweredAndForNobodyElse(String ceiling) {
        TestApp app = TestApp.publicApp(servers, "launch/patient", "patient/*.rs", ceiling);
        TestApp server = TestApp.withSecret(servers, "__introspect");
        TestApp stranger = TestApp.withSecret(servers, "patient/*.rs");
        List<HttpAnswer> told = new CopyOnWriteArrayList<>();
        List<HttpAnswer> strangers = new CopyOnWriteArrayList<>();
        Function<StubFhirServer.Request, StubFhirServer.Answer> patients =
                Patients.of(1, servers.fhirBase());
        fhir.answer(sent -> {
            told.add(introspect(server, sent.bearer()));
            strangers.add(introspect(stranger, sent.bearer()));
            return patients.apply(sent);
        });

        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("Name-1", "", "");

        assertThat(user.showsProblem()).as(user.page().body()).isFalse();
        assertThat(told).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.json().path("active").asBoolean()).as(answer.body()).isTrue();
            assertThat(answer.text("scope")).isEqualTo("user/Patient.rs");
            assertThat(answer.text("client_id")).isEqualTo(app.clientId());
            assertThat(answer.text("aud")).isEqualTo(servers.fhirBase().toString());
            assertThat(answer.text("fhirUser")).contains("Practitioner/");
        });
        assertThat(strangers).extracting(HttpAnswer::body).containsOnly("{\"active\":false}");
        assertThat(introspect(server, fhir.last().bearer()).body()).isEqualTo("{\"active\":false}");
    }

    private HttpAnswer introspect(TestApp caller, String token) {
        return caller.post(URI.create(servers.issuer() + "/smart/introspect"), Map.of("token", token));
    }
}
