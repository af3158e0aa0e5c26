package dev.smartfhir.endtoend.tokens;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.FullContext;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No launch's patient appears in another launch's tokens (CTX-14 to CTX-27, INT-07, trap 9). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContextOfAGrantIT {

    private static final String SCOPE = "openid fhirUser launch launch/patient launch/encounter patient/*.rs";
    private static final String[] CEILINGS = {"launch", "launch/patient", "launch/encounter", "fhirUser",
        "patient/*.rs", "offline_access", "online_access"};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Servers servers;
    private TestEhr ehr;
    private Person clinician;
    private TestApp app;

    ContextOfAGrantIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void openAWard() {
        ehr = TestEhr.register(servers);
        clinician = Person.create(servers, "Practitioner/dr-lin");
        app = TestApp.publicApp(servers, CEILINGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"online_access", "offline_access", "online_access offline_access"})
    void twoLaunchesOfOneAppInOneLoginSessionKeepTheirPatientsRefreshedInAnyOrder(String refresh) {
        HttpAnswer first = launch(app, "p1", refresh).exchange();
        HttpAnswer second = launch(app, "p2", refresh).exchange();
        assertIsAbout("p1", first);
        assertIsAbout("p2", second);

        first = refreshed(app, first, "p1");
        second = refreshed(app, second, "p2");
        second = refreshed(app, second, "p2");
        first = refreshed(app, first, "p1");
        refreshed(app, second, "p2");
        refreshed(app, first, "p1");
    }

    @Test
    void anOnlineAndAnOfflineGrantKeepTheirPatients() {
        HttpAnswer online = launch(app, "p1", "online_access").exchange();
        HttpAnswer offline = launch(app, "p2", "offline_access").exchange();
        HttpAnswer neither = launch(app, "p3", "").exchange();

        assertIsAbout("p3", neither);
        assertThat(neither.json().has("refresh_token")).isFalse();
        refreshed(app, online, "p1");
        refreshed(app, offline, "p2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"online_access", "offline_access"})
    void twoCodesRedeemedInReverseOrderGiveEachItsOwn(String refresh) {
        Person.Authorization first = launch(app, "p1", refresh);
        Person.Authorization second = launch(app, "p2", refresh);

        HttpAnswer later = second.exchange();
        HttpAnswer earlier = first.exchange();

        assertIsAbout("p2", later);
        assertIsAbout("p1", earlier);
        refreshed(app, later, "p2");
        refreshed(app, earlier, "p1");
    }

    @Test
    void twoAppsKeepTheirPatients() {
        TestApp other = TestApp.withSecret(servers, CEILINGS);
        HttpAnswer mine = launch(app, "p1", "offline_access").exchange();
        HttpAnswer its = launch(other, "p2", "offline_access").exchange();

        refreshed(app, mine, "p1");
        refreshed(other, its, "p2");
        assertRefused(other.refresh(mine.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void twoTabsOfOneBrowserKeepTheirPatientsThroughOneLogin() {
        Person newcomer = Person.create(servers, "Practitioner/dr-wu");
        AppRequest left = request(newcomer, "p1");
        AppRequest right = request(newcomer, "p2");
        HttpAnswer leftPage = newcomer.open(app, left);
        HttpAnswer rightPage = newcomer.open(app, right);

        HttpAnswer rightTokens = newcomer.finish(app, right, rightPage).exchange();
        HttpAnswer leftTokens = newcomer.finish(app, left, leftPage).exchange();

        assertIsAbout("p2", rightTokens);
        assertIsAbout("p1", leftTokens);
    }

    @Test
    void anOfflineGrantKeepsItsPatientAfterTheLoginSessionHasEndedAndAnOnlineOneEnds() {
        Person other = Person.create(servers, "Practitioner/dr-chen");
        HttpAnswer online = authorize(other, app, "p1", "online_access").exchange();
        HttpAnswer offline = authorize(other, app, "p2", "offline_access").exchange();
        HttpAnswer another = authorize(other, app, "p3", "offline_access").exchange();

        other.isLoggedOut();

        assertRefused(app.refresh(online.text("refresh_token")), 400, "invalid_grant");
        offline = refreshed(app, offline, "p2");
        another = refreshed(app, another, "p3");
        refreshed(app, offline, "p2");
        refreshed(app, another, "p3");
    }

    @Test
    void aLoginThatBeganWithAnOfflineGrantGoesOn() {
        Person other = Person.create(servers, "Practitioner/dr-ho");
        assertIsAbout("p1", authorize(other, app, "p1", "offline_access").exchange());

        AppRequest next = app.request(SCOPE).with("prompt", "none").with("launch",
                FullContext.launch(ehr, app, other, "p2"));
        assertIsAbout("p2", other.authorize(app, next).exchange());
    }

    @Test
    void aNarrowedRefreshKeepsTheContextAndTheNextOneTheWholeGrant() {
        HttpAnswer whole = launch(app, "p1", "offline_access").exchange();
        launch(app, "p2", "offline_access").exchange();

        HttpAnswer narrow = app.refresh(whole.text("refresh_token"), "launch/patient");
        assertThat(narrow.text("scope")).isEqualTo("launch/patient");
        assertThat(narrow.text("patient")).isEqualTo("p1");
        HttpAnswer again = refreshed(app, narrow, "p1");
        assertThat(again.text("scope")).isEqualTo(whole.text("scope"));
    }

    private Person.Authorization launch(TestApp launched, String patient, String refresh) {
        return authorize(clinician, launched, patient, refresh);
    }

    private Person.Authorization authorize(Person user, TestApp launched, String patient, String refresh) {
        return user.authorize(launched, (SCOPE + " " + refresh).strip(),
                FullContext.launch(ehr, launched, user, patient));
    }

    private AppRequest request(Person user, String patient) {
        return app.request(SCOPE).with("launch", FullContext.launch(ehr, app, user, patient));
    }

    private static HttpAnswer refreshed(TestApp app, HttpAnswer before, String patient) {
        HttpAnswer after = app.refresh(before.text("refresh_token"));
        assertIsAbout(patient, after);
        assertThat(after.text("refresh_token")).isNotBlank();
        return after;
    }

    /** Every parameter of the context, with its JSON type, in response and token. */
    private static void assertIsAbout(String patient, HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode token = JSON.valueToTree(claims(answer));
        ObjectNode context = FullContext.of(patient);
        context.properties().forEach(parameter -> {
            assertThat(answer.json().get(parameter.getKey())).as(parameter.getKey()).isEqualTo(parameter.getValue());
            assertThat(token.get(parameter.getKey())).as(parameter.getKey()).isEqualTo(parameter.getValue());
        });
    }
}
