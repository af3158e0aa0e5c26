package dev.smartfhir.endtoend.launch;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.fhir.Caller;
import dev.smartfhir.endtoend.fhir.TwoPatients;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One realm, two FHIR servers: HAPI and a stub whose patients have the same ids. Nobody is mistaken for another. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralFhirServersIT {

    private static final String BASES = "smart.fhir-bases";
    private static final String SCOPE = "openid fhirUser launch/patient patient/Patient.rs online_access";

    private final Servers servers;
    private final TestUsers users;
    private final TestRealm realm;
    private final String served;
    private StubFhirServer stub;
    private TwoPatients data;
    private TestApp app;

    SeveralFhirServersIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
        this.realm = new TestRealm(servers.admin());
        this.served = realm.attribute(BASES);
    }

    @BeforeAll
    void startTheOther() {
        data = new TwoPatients(new Caller(servers));
        stub = new StubFhirServer(sent -> null);
        app = TestApp.publicApp(servers, "launch", "launch/patient", "patient/*.rs", "user/*.rs", "fhirUser",
                "online_access");
    }

    @BeforeEach
    void bothAreServed() {
        realm.attribute(BASES, served + " " + stub.base());
        stub.answer(sent -> StubFhirServer.Answer.fhir(Patients.searchset(null, named("a"), named("b"))));
    }

    @AfterAll
    void restore() {
        realm.attribute(BASES, served);
        stub.close();
    }

    @Test
    void eachServerIsAskedForItsOwnPatientsInTheNameOfItsOwnPractitioner() {
        String doctor = users.create(null);
        users.setFhirUsers(doctor, here("Practitioner/here"), there("Practitioner/there"));
        AppRequest request = at(there(""));
        PickerUser user = new PickerUser(app, doctor).logIn(request).search("", "", "");

        assertThat(user.offered()).containsExactly(data.id("a"), data.id("b"));
        Map<String, Object> asked = claims(stub.last().bearer());
        assertThat(asked).containsEntry("fhirUser", there("Practitioner/there"));
        assertThat(String.valueOf(asked.get("aud"))).contains(stub.base().toString())
                .doesNotContain(servers.fhirBase().toString());
        HttpAnswer tokens = user.choose(data.id("a")).exchange(request);
        assertThat(claims(tokens)).containsEntry("fhirUser", there("Practitioner/there"));
        assertThat(String.valueOf(claims(tokens).get("aud"))).contains(stub.base().toString());
        assertThat(read(tokens).status()).isEqualTo(401);

        int before = stub.requests().size();
        AppRequest home = at(here(""));
        HttpAnswer other = user.open(home).search("Secreta", "", "").choose(data.id("a")).exchange(home);
        assertThat(stub.requests()).hasSize(before);
        assertThat(claims(other)).containsEntry("fhirUser", here("Practitioner/here"));
        assertThat(read(other).status()).isEqualTo(200);
    }

    @Test
    void aPatientOfOneServerIsNobodyOnTheOther() {
        String patient = users.create(there("Patient/" + data.id("a")));
        AppRequest request = at(there(""));

        HttpAnswer tokens = new PickerUser(app, patient).logIn(request).exchange(request);
        assertThat(tokens.text("patient")).isEqualTo(data.id("a"));
        assertThat(read(tokens).status()).isEqualTo(401);
        assertSeesNobody(patient, here(""));
    }

    @Test
    void aPatientOfBothHasHisOwnIdOnEach() {
        String patient = users.create(null);
        users.setFhirUsers(patient, here("Patient/" + data.id("a")), there("Patient/" + data.id("b")));
        AppRequest home = at(here(""));
        AppRequest away = at(there(""));
        PickerUser user = new PickerUser(app, patient).logIn(home);

        assertThat(user.exchange(home).text("patient")).isEqualTo(data.id("a"));
        assertThat(user.open(away).exchange(away).text("patient")).isEqualTo(data.id("b"));
    }

    @Test
    void aPatientWithoutHisServerIsNobodyOnEither() {
        String patient = users.create("Patient/" + data.id("a"));

        assertSeesNobody(patient, here(""));
        assertSeesNobody(patient, there(""));
    }

    @Test
    void twoResourcesOnOneServerAreNone() {
        String patient = users.create(null);
        users.setFhirUsers(patient, here("Patient/" + data.id("a")), here("Patient/" + data.id("b")));

        assertSeesNobody(patient, here(""));
    }

    @Test
    void aLinkedPatientCountsOnHisServerOnly() {
        String relative = users.create(null, there("Patient/" + data.id("b")), data.id("a"));
        users.setFhirUsers(relative, here("RelatedPerson/r"), there("RelatedPerson/r"));

        assertThat(new PickerUser(app, relative).logIn(at(there(""))).offered()).containsExactly(data.id("b"));
        PickerUser home = new PickerUser(app, relative).logIn(at(here("")));
        assertThat(home.offered()).isEmpty();
        assertThat(home.choose(data.id("b")).showsProblem()).isTrue();
        assertThat(home.choose(data.id("a")).showsProblem()).isTrue();
    }

    @Test
    void linksAreReadFromTheServerAskedForAndLeadToItsPatientsOnly() {
        data.put("RelatedPerson", "both", "\"patient\":" + data.reference("a"));
        String relative = users.create(null);
        String reference = data.of("RelatedPerson", "both");
        users.setFhirUsers(relative, here(reference), there(reference));
        stub.answer(sent -> StubFhirServer.Answer.fhir(sent.method().equals("GET")
                ? "{\"resourceType\":\"RelatedPerson\",\"id\":\"" + data.id("both") + "\",\"patient\":{\"reference\":\""
                        + here(data.of("Patient", "b")) + "\"}}"
                : Patients.searchset(null, named("a"), named("b"))));

        assertThat(new PickerUser(app, relative).logIn(at(here(""))).offered()).containsExactly(data.id("a"));
        assertThat(new PickerUser(app, relative).logIn(at(there(""))).offered()).isEmpty();
    }

    @Test
    void aLaunchIsForTheServerThatItNames() {
        String doctor = users.create(null);
        users.setFhirUsers(doctor, here("Practitioner/here"), there("Practitioner/there"));
        TestEhr ehr = TestEhr.create(servers);
        Map<String, Object> members = Map.of("client_id", app.clientId(), "user", doctor, "patient", data.id("a"),
                "iss", stub.base().toString());
        String scope = "launch " + SCOPE;

        PickerUser wrong = new PickerUser(app, doctor).open(app.request(scope).with("launch", ehr.handle(members)));
        assertThat(Browser.parameter(wrong.page(), "error")).isEqualTo("invalid_request");
        AppRequest right = app.request(scope).with("aud", stub.base().toString()).with("launch", ehr.handle(members));
        HttpAnswer tokens = new PickerUser(app, doctor).logIn(right).exchange(right);
        assertThat(String.valueOf(claims(tokens).get("aud"))).contains(stub.base().toString());
        assertThat(ehr.launch(Map.of("client_id", app.clientId(), "user", there("Practitioner/there"), "patient",
                data.id("a"), "iss", servers.fhirBase().toString())).status()).isEqualTo(400);
    }

    @Test
    void aGrantKeepsItsServerAndEndsWithIt() {
        String patient = users.create(there("Patient/" + data.id("a")));
        AppRequest request = at(there(""));
        String refresh = new PickerUser(app, patient).logIn(request).exchange(request).text("refresh_token");

        assertRefused(app.token(Map.of("grant_type", "refresh_token", "refresh_token", refresh, "resource",
                servers.fhirBase().toString())), 400, "invalid_target");
        HttpAnswer refreshed = app.refresh(refresh);
        assertThat(String.valueOf(claims(refreshed).get("aud"))).contains(stub.base().toString());
        realm.attribute(BASES, served);
        assertRefused(app.refresh(refreshed.text("refresh_token")), 400, "invalid_grant");
        bothAreServed();
        assertThat(app.refresh(refreshed.text("refresh_token")).text("patient")).isEqualTo(data.id("a"));
    }

    @Test
    void aSecondServerMakesAPatientWithoutServerNobody() {
        realm.attribute(BASES, served);
        String patient = users.create("Patient/" + data.id("a"));
        AppRequest request = at(here(""));
        String refresh = new PickerUser(app, patient).logIn(request).exchange(request).text("refresh_token");

        bothAreServed();

        assertRefused(app.refresh(refresh), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/fhir", "", "HERE THERE"})
    void aServerThatIsNoneOfThemIsRefused(String aud) {
        String asked = aud.equals("HERE THERE") ? served + " " + stub.base() : aud;
        PickerUser user = new PickerUser(app, users.create("Practitioner/1"))
                .open(app.request(SCOPE).with("aud", asked));

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("invalid_request");
    }

    private void assertSeesNobody(String username, String base) {
        PickerUser user = new PickerUser(app, username).logIn(at(base));
        assertThat(user.showsProblem()).as(user.page().body()).isTrue();
        assertThat(user.offered()).isEmpty();
        assertThat(user.choose(data.id("a")).showsProblem()).isTrue();
    }

    private AppRequest at(String base) {
        return app.request(SCOPE).with("aud", base.replaceAll("/$", ""));
    }

    private String here(String reference) {
        return servers.fhirBase() + "/" + reference;
    }

    private String there(String reference) {
        return stub.base() + "/" + reference;
    }

    private HttpAnswer read(HttpAnswer tokens) {
        return new Http().send("GET", URI.create(here(data.of("Patient", "a"))),
                Map.of("Authorization", "Bearer " + tokens.text("access_token")), null);
    }

    private String named(String patient) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + data.id(patient) + "\"}";
    }
}
