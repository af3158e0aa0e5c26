package dev.smartfhir.endtoend.publicbugs;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.fhir.Caller;
import dev.smartfhir.endtoend.fhir.TwoPatients;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bugs of Keycloak, of keycloak-extensions-for-fhir, and of OpenEMR's authorization server. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakBugsIT {

    private static final String OFFLINE = "openid offline_access launch/patient patient/Observation.rs";
    private static final String[] CEILINGS = {"launch", "launch/patient", "patient/*.rs", "offline_access",
        "online_access"};

    private final Servers servers;
    private Person patient;
    private TestApp app;

    KeycloakBugsIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void makeAUser() {
        patient = Person.create(servers, "Patient/pat-1");
    }

    @BeforeEach
    void registerAnApp() {
        app = TestApp.publicApp(servers, CEILINGS);
    }

    @Test
    void keycloak24323NarrowsTheAccessTokenToTheScopesOfTheRefresh() {
        HttpAnswer tokens = patient.authorize(app, OFFLINE).exchange();
        assertGranted(app.refresh(tokens.text("refresh_token"), "launch/patient patient/Observation.s"),
                "launch/patient", "patient/Observation.s");
        assertRefused(app.refresh(tokens.text("refresh_token"), "user/Observation.rs"), 400, "invalid_scope");
    }

    /** The narrowed refresh narrowed the refresh token too, for ever. */
    @Test
    void keycloak28463KeepsTheWholeGrantInTheRefreshTokenOfANarrowedRefresh() {
        HttpAnswer tokens = patient.authorize(app, OFFLINE).exchange();
        HttpAnswer narrow = app.refresh(tokens.text("refresh_token"), "launch/patient");
        assertGranted(narrow, "launch/patient");
        assertGranted(app.refresh(narrow.text("refresh_token")), OFFLINE.split(" "));
    }

    @Test
    void keycloak27878RefreshesAnOfflineGrantWithoutNamingOfflineAccess() {
        HttpAnswer tokens = patient.authorize(app, OFFLINE).exchange();
        HttpAnswer narrow = app.refresh(tokens.text("refresh_token"), "patient/Observation.r");
        assertGranted(narrow, "patient/Observation.r");
        assertThat(claims(narrow.text("refresh_token"))).containsEntry("typ", "Offline");
    }

    @Test
    void keycloak46348KeepsAScopeThatOthersBeginWith() {
        String scope = "launch/patient online_access patient/Observation.r patient/Observation.rs?category=laboratory";
        HttpAnswer tokens = patient.authorize(app, scope).exchange();
        assertGranted(tokens, scope.split(" "));
        HttpAnswer again = app.refresh(tokens.text("refresh_token"));
        assertGranted(again, scope.split(" "));
        assertGranted(app.refresh(again.text("refresh_token"), "patient/Observation.r"), "patient/Observation.r");
    }

    @Test
    void keycloak35521KeepsTheScopesOfTwoOfflineGrantsApart() {
        String other = "offline_access launch/patient patient/Encounter.r";
        HttpAnswer first = patient.authorize(app, OFFLINE).exchange();
        HttpAnswer second = patient.authorize(app, other).exchange();
        HttpAnswer again = app.refresh(second.text("refresh_token"));
        assertGranted(again, other.split(" "));
        assertGranted(app.refresh(first.text("refresh_token")), OFFLINE.split(" "));
        assertGranted(app.refresh(again.text("refresh_token")), other.split(" "));
    }

    @Test
    void keycloak43734EndsAnOfflineGrantWhenOfflineAccessIsTakenAway() {
        HttpAnswer tokens = patient.authorize(app, OFFLINE).exchange();
        servers.clients().removeOptional(app.id(), "offline_access");
        HttpAnswer answer = app.refresh(tokens.text("refresh_token"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().has("access_token")).isFalse();
    }

    @Test
    void keycloakForFhir44GrantsALaunchScopeThatIsAssignedAsDefault() {
        TestApp other = TestApp.publicApp(servers, "patient/*.rs");
        servers.clients().assignDefault(other.id(), "launch/patient");
        HttpAnswer tokens = patient.authorize(other, "launch/patient patient/Observation.rs").exchange();
        assertGranted(tokens, "launch/patient", "patient/Observation.rs");
        assertThat(tokens.text("patient")).isEqualTo("pat-1");
    }

    @Test
    void openEmr7775GrantsAWildcardWithinTheCeilings() {
        assertGranted(patient.authorize(app, "launch/patient patient/*.read").exchange(), "launch/patient",
                "patient/*.read");
        TestApp narrow = TestApp.publicApp(servers, "launch/patient", "patient/Observation.r");
        assertGranted(patient.authorize(narrow, "launch/patient patient/*.read").exchange(), "launch/patient",
                "patient/Observation.r");
    }

    /** A clinician's app with patient/ scopes saw either nothing or, after a refresh, everybody. */
    @Test
    void openEmr5157BindsAnAppOfAClinicianToTheSelectedPatientAfterRefreshesToo() {
        TwoPatients data = new TwoPatients(new Caller(servers));
        Person clinician = Person.create(servers, data.of("Practitioner", "doctor"));
        String launch = TestEhr.create(servers).handle(app, clinician.username(), data.id("a"));
        HttpAnswer tokens = clinician.authorize(app, "launch online_access patient/Observation.rs", launch).exchange();
        HttpAnswer again = app.refresh(tokens.text("refresh_token"));
        for (HttpAnswer answer : new HttpAnswer[] {tokens, again}) {
            assertThat(answer.text("patient")).isEqualTo(data.id("a"));
            String token = answer.text("access_token");
            assertThat(Answers.ids(servers.fhir().get("/Observation", token))).containsExactly(data.id("a"));
            assertThat(servers.fhir().get("/" + data.of("Observation", "b"), token).status()).isEqualTo(404);
        }
    }
}
