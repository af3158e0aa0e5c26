package dev.smartfhir.endtoend.launch;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.app.UserAttributes;
import dev.smartfhir.endtoend.fhir.Caller;
import dev.smartfhir.endtoend.fhir.TwoPatients;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Related persons and persons act for the patients to whom the FHIR server links them, as long as it does. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkedPatientsIT {

    private static final String SCOPE = "launch/patient patient/Observation.rs online_access";
    private static final String NOWHERE = "http://localhost:1/fhir";

    private final Servers servers;
    private final TestUsers users;
    private final TestRealm realm;
    private TwoPatients data;
    private TestApp app;

    LinkedPatientsIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
        this.realm = new TestRealm(servers.admin());
    }

    @BeforeAll
    void registerAnApp() {
        data = new TwoPatients(new Caller(servers));
        app = TestApp.publicApp(servers, "launch", "launch/patient", "patient/*.rs", "online_access");
    }

    @AfterEach
    void theFhirServerAnswersAgain() {
        realm.attribute(OverStubFhirServer.INTERNAL, null);
    }

    @Test
    void aRelatedPersonChoosesTheLinkedPatientUntilTheLinkIsGone() {
        relatedPerson("mother", "a", "");
        String user = users.create(data.of("RelatedPerson", "mother"));
        AppRequest request = app.request(SCOPE);
        PickerUser mother = new PickerUser(app, user).logIn(request);

        assertThat(mother.offered()).as(mother.page().body()).containsExactly(data.id("a"));
        assertThat(mother.choose(data.id("b")).showsProblem()).isTrue();
        HttpAnswer tokens = mother.choose(data.id("a")).exchange(request);
        assertThat(tokens.text("patient")).isEqualTo(data.id("a"));

        HttpAnswer refreshed = app.refresh(tokens.text("refresh_token"));
        assertThat(refreshed.text("patient")).isEqualTo(data.id("a"));
        relatedPerson("mother", "a", "\"active\":false,");
        assertRefused(app.refresh(refreshed.text("refresh_token")), 400, "invalid_grant");
        relatedPerson("mother", "b", "");
        assertRefused(app.refresh(refreshed.text("refresh_token")), 400, "invalid_grant");
        data.delete("RelatedPerson", "mother");
        assertRefused(app.refresh(refreshed.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void aPersonChoosesAmongPatientsAndThePatientsOfRelatedPersons() {
        relatedPerson("sibling", "b", "");
        person("both", link(data.of("Patient", "a")), link(data.of("RelatedPerson", "sibling")));
        AppRequest request = app.request(SCOPE);
        PickerUser both = new PickerUser(app, users.create(data.of("Person", "both"))).logIn(request);

        assertThat(both.offered()).containsExactlyInAnyOrder(data.id("a"), data.id("b"));
        HttpAnswer tokens = both.choose(data.id("b")).exchange(request);
        assertThat(tokens.text("patient")).isEqualTo(data.id("b"));
        person("both", link(data.of("RelatedPerson", "sibling")));
        HttpAnswer kept = app.refresh(tokens.text("refresh_token"));
        assertThat(kept.text("patient")).isEqualTo(data.id("b"));
        person("both", link(data.of("Patient", "a")));
        assertRefused(app.refresh(kept.text("refresh_token")), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inactive", "over", "unknown"})
    void whoIsNotLinkedFindsNobody(String who) {
        relatedPerson("inactive", "a", "\"active\":false,");
        relatedPerson("over", "a", "\"period\":{\"end\":\"2020-12-31\"},");
        PickerUser user = new PickerUser(app, users.create(data.of("RelatedPerson", who))).logIn(app.request(SCOPE));

        assertThat(user.page().body()).contains("id=\"smart-patient-none\"");
        assertThat(user.choose(data.id("a")).showsProblem()).isTrue();
    }

    @Test
    void whatAdministratorsLinkedCountsAlone() {
        relatedPerson("father", "a", "");
        String name = users.create(data.of("RelatedPerson", "father"), data.id("b"));
        PickerUser father = new PickerUser(app, name).logIn(app.request(SCOPE));

        assertThat(father.choose(data.id("a")).showsProblem()).isTrue();
        UserAttributes.of(servers, users.idOf(name)).put("fhirPatients");
        assertThat(new PickerUser(app, name).logIn(app.request(SCOPE)).offered()).containsExactly(data.id("a"));
    }

    @Test
    void anOutageEndsNoGrantAndGivesNothing() {
        relatedPerson("aunt", "a", "");
        String name = users.create(data.of("RelatedPerson", "aunt"));
        AppRequest request = app.request(SCOPE);
        PickerUser aunt = new PickerUser(app, name).logIn(request).choose(data.id("a"));

        realm.attribute(OverStubFhirServer.INTERNAL, NOWHERE);
        assertRefused(app.exchange(aunt.page(), request), 503, "temporarily_unavailable");
        theFhirServerAnswersAgain();
        String refresh = aunt.exchange(request).text("refresh_token");

        realm.attribute(OverStubFhirServer.INTERNAL, NOWHERE);
        assertRefused(app.refresh(refresh), 503, "temporarily_unavailable");
        PickerUser waiting = new PickerUser(app, name).logIn(app.request(SCOPE));
        assertThat(waiting.showsProblem()).isTrue();
        assertThat(waiting.choose(data.id("a")).showsProblem()).isTrue();
        theFhirServerAnswersAgain();
        assertThat(waiting.press("retry").offered()).containsExactly(data.id("a"));
        assertThat(app.refresh(refresh).text("patient")).isEqualTo(data.id("a"));
        assertThat(KeycloakLog.of(servers)).contains("does not say for whom a user acts")
                .doesNotContain(data.id("a")).doesNotContain(data.id("aunt"));
    }

    @Test
    void anEhrLaunchesThemForTheirPatientsOnly() {
        relatedPerson("uncle", "a", "");
        String name = users.create(data.of("RelatedPerson", "uncle"));
        TestEhr ehr = TestEhr.create(servers);
        String scope = "launch " + SCOPE;

        assertThat(ehr.launch(members(name, "b")).status()).isEqualTo(403);
        AppRequest request = app.request(scope).with("launch", ehr.handle(app, name, data.id("a")));
        PickerUser uncle = new PickerUser(app, name).logIn(request);
        assertThat(uncle.exchange(request).text("patient")).isEqualTo(data.id("a"));

        String handle = ehr.handle(app, name, data.id("a"));
        realm.attribute(OverStubFhirServer.INTERNAL, NOWHERE);
        HttpAnswer unknown = ehr.launch(members(name, "a"));
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.text("error")).isEqualTo("temporarily_unavailable");
        uncle.open(app.request(scope).with("launch", handle));
        assertThat(Browser.parameter(uncle.page(), "error")).isEqualTo("temporarily_unavailable");
        theFhirServerAnswersAgain();
        relatedPerson("uncle", "b", "");
        uncle.open(app.request(scope).with("launch", ehr.handle(app, name, data.id("b"))));
        assertThat(Browser.parameter(uncle.page(), "code")).isNotNull();
        String late = ehr.handle(app, name, data.id("b"));
        relatedPerson("uncle", "a", "");
        assertThat(Browser.parameter(uncle.open(app.request(scope).with("launch", late)).page(), "error"))
                .isEqualTo("access_denied");
    }

    @Test
    void theAppSeesTheLinkedPatientAndNoOther() {
        relatedPerson("carer", "a", "");
        AppRequest request = app.request(SCOPE);
        HttpAnswer tokens = new PickerUser(app, users.create(data.of("RelatedPerson", "carer"))).logIn(request)
                .choose(data.id("a")).exchange(request);

        Tokens.assertGranted(tokens, SCOPE.split(" "));
        assertThat(servers.fhir().send("GET", "/" + data.of("Observation", "a"), tokens.text("access_token"), null,
                Map.of()).status()).isEqualTo(200);
        assertThat(servers.fhir().send("GET", "/" + data.of("Observation", "b"), tokens.text("access_token"), null,
                Map.of()).status()).isEqualTo(404);
    }

    private Map<String, Object> members(String user, String patient) {
        return Map.of("client_id", app.clientId(), "user", user, "patient", data.id(patient));
    }

    private void relatedPerson(String name, String patient, String more) {
        data.put("RelatedPerson", name, more + "\"patient\":" + data.reference(patient));
    }

    private void person(String name, String... links) {
        data.put("Person", name, "\"link\":[" + String.join(",", List.of(links)) + "]");
    }

    private static String link(String reference) {
        return "{\"target\":{\"reference\":\"" + reference + "\"}}";
    }
}
