package dev.smartfhir.endtoend.registration;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An app gets what it asks for and the realm's list allows, both: {@code patient/*.rs} and no more of patients. */
@EndToEnd
class RegisteredScopesIT {

    private static final String LAB = "patient/Observation.rs?category=laboratory";

    private final Servers servers;
    private final RegistrationClient client;

    RegisteredScopesIT(Servers servers) {
        this.servers = servers;
        this.client = new RegistrationClient(servers);
    }

    @ParameterizedTest
    @CsvSource({
        "patient/*.rs, openid patient/*.rs",
        "patient/*.read, openid patient/*.read",
        "patient/*.cruds, openid patient/*.rs",
        "patient/*.*, openid patient/*.rs",
        "patient/Observation.rs, openid patient/Observation.rs",
        "patient/Observation.cruds, openid patient/Observation.rs",
        "patient/Observation.rs patient/Condition.r, openid patient/Observation.rs patient/Condition.r",
        "patient/Observation.rs?category=laboratory, openid patient/Observation.rs?category=laboratory",
        "patient/*.s user/*.rs system/*.rs __introspect, openid patient/*.s",
        "launch profile email fhirUser, openid fhirUser launch",
        "launch/patient unknown-scope online_access, openid launch/patient online_access"})
    void isToldAndKept(String asked, String registered) {
        JsonNode told = client.registered(RegistrationClient.publicApp(asked));

        assertThat(told.path("scope").asText().split(" ")).containsExactlyInAnyOrder(registered.split(" "));
        assertThat(client.read(told).text("scope")).isEqualTo(told.path("scope").asText());
        assertThat(servers.clients().read(told.path("client_id").asText()).path("description").asText())
                .contains(told.path("scope").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "patient/Observation.rs, patient/*.rs, patient/Observation.rs",
        "patient/Observation.rs, patient/*.cruds, patient/Observation.rs",
        "patient/Observation.r, patient/Observation.rs, patient/Observation.r",
        "patient/Observation.rs?code=a, patient/Observation.rs, patient/Observation.rs?code=a",
        "patient/*.cruds, patient/Observation.cruds, patient/Observation.rs"})
    void isTheMostThatALoginGrants(String registered, String asked, String granted) {
        TestApp app = TestApp.registered(servers, client.registered(RegistrationClient.publicApp(registered)), null);

        assertGranted(person().authorize(app, asked).exchange(), granted);
    }

    @ParameterizedTest
    @CsvSource({"patient/Condition.rs", "patient/Observation.c", "user/Observation.rs", "system/Observation.rs",
        "launch/patient", "fhirUser"})
    void grantsNothingElse(String asked) {
        TestApp app = TestApp.registered(servers, client.registered(RegistrationClient.publicApp(LAB)), null);
        HttpAnswer answer = person().open(app, app.request(asked));

        assertThat(Browser.parameter(answer, "error")).as(answer.header("Location")).isEqualTo("invalid_scope");
    }

    @Test
    void anAdministratorWidensItByAssigningTheClientScopeHimself() {
        JsonNode registration = client.registered(RegistrationClient.publicApp("patient/Observation.rs"));
        TestApp app = TestApp.registered(servers, registration, null);
        servers.clients().assignOptional(app.id(), "patient/Condition.rs");
        assertGranted(person().authorize(app, "patient/*.rs").exchange(), "patient/Observation.rs",
                "patient/Condition.rs");

        servers.clients().removeOptional(app.id(), "patient/*.rs");
        servers.clients().assignOptional(app.id(), "patient/*.rs");
        assertGranted(person().authorize(app, "patient/*.rs").exchange(), "patient/*.rs");
        assertThat(client.read(registration).text("scope").split(" ")).contains("patient/*.rs");
    }

    @Test
    void anAdministratorTakesItAwayByUnassigningIt() {
        JsonNode registration = client.registered(RegistrationClient.publicApp("launch patient/Observation.rs"));
        TestApp app = TestApp.registered(servers, registration, null);
        servers.clients().removeOptional(app.id(), "patient/*.rs");
        HttpAnswer answer = person().open(app, app.request("patient/Observation.rs"));

        assertThat(Browser.parameter(answer, "error")).isEqualTo("invalid_scope");
        assertThat(client.read(registration).text("scope").split(" ")).containsExactlyInAnyOrder("openid", "launch");
    }

    @Test
    void isWrittenWithoutNewClientScopesHoweverManyAreAsked() {
        int before = servers.admin().get("/client-scopes").json().size();
        String hundred = IntStream.range(0, 60).mapToObj(i -> "patient/Observation.rs?code=http://loinc.org|" + i)
                .collect(Collectors.joining(" "));
        JsonNode told = client.registered(RegistrationClient.publicApp(hundred));

        assertThat(told.path("scope").asText().split(" ")).hasSize(61);
        assertThat(servers.admin().get("/client-scopes").json().size()).isEqualTo(before);
        ObjectNode kept = servers.clients().read(told.path("client_id").asText());
        assertThat(kept.path("optionalClientScopes")).extracting(JsonNode::asText).isEqualTo(List.of("patient/*.rs"));
    }

    @Test
    void isNoMoreThanTheRealmGivesToEveryNewClient() {
        String id = servers.clients().scopeId("system/Patient.rs");
        servers.admin().put("/default-optional-client-scopes/" + id, null);
        try {
            for (String scope : List.of("launch/patient patient/*.rs", "")) {
                JsonNode told = client.registered(RegistrationClient.publicApp(scope));
                ObjectNode kept = servers.clients().read(told.path("client_id").asText());

                assertThat(told.path("scope").asText()).doesNotContain("system/");
                assertThat(kept.path("optionalClientScopes")).extracting(JsonNode::asText)
                        .doesNotContain("system/Patient.rs");
            }
        } finally {
            servers.admin().delete("/default-optional-client-scopes/" + id);
        }
    }

    private Person person() {
        return Person.create(servers, "Patient/pat-1");
    }
}
