package dev.smartfhir.endtoend.tokens;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.FullContext;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.Redirects;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Grants and their contexts outlive a restart of Keycloak, and what was used before it stays used; meanwhile the FHIR
 * server goes on. Starting Keycloak takes long, so that there is one restart for both.
 */
@EndToEnd
@DisabledIfSystemProperty(named = "e2e.attach", matches = "true", disabledReason = "the pair belongs to another run")
class RestartIT {

    private static final String SCOPE = "launch launch/patient patient/*.rs ";
    private static final String CONSENTED =
            "offline_access patient/Observation.rs?code=http://loinc.org|2339-0,http://loinc.org|4548-4";
    private static final String[] CEILINGS =
            {"launch", "launch/patient", "patient/*.rs", "offline_access", "online_access"};

    private final Servers servers;

    RestartIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void everyGrantKeepsItsPatientAndAUsedRefreshTokenStaysUsed() {
        TestEhr ehr = TestEhr.create(servers);
        Person clinician = Person.create(servers, "Practitioner/dr-lin");
        TestApp app = TestApp.withSecret(servers, CEILINGS);
        TestApp another = TestApp.withSecret(servers, CEILINGS);
        HttpAnswer online = launch(ehr, clinician, app, "p1", "online_access");
        HttpAnswer offline = launch(ehr, clinician, app, "p2", "offline_access");
        HttpAnswer second = launch(ehr, clinician, app, "p3", "offline_access");
        HttpAnswer used = launch(ehr, clinician, another, "p4", "offline_access");
        another.refresh(used.text("refresh_token"));
        TestApp asking = TestApp.withSecret(servers, CEILINGS);
        servers.clients().write(servers.clients().read(asking.clientId()).put("consentRequired", true));
        Person patient = Person.create(servers, "Patient/p5");
        HttpAnswer consented = patient.authorize(asking, CONSENTED).exchange();

        Outage outage = Outage.before(servers);

        servers.stopKeycloak();
        try {
            outage.assertThatTokensGoOnAndDiscoveryServesItsLastCopy();
        } finally {
            servers.startKeycloak();
        }

        outage.assertThatNewTokensAreGood();

        assertThat(app.refresh(second.text("refresh_token")).text("patient")).isEqualTo("p3");
        assertThat(app.refresh(online.text("refresh_token")).text("patient")).isEqualTo("p1");
        assertThat(app.refresh(offline.text("refresh_token")).text("patient")).isEqualTo("p2");
        assertGranted(asking.refresh(consented.text("refresh_token")), CONSENTED.split(" "));
        AppRequest again = asking.request(CONSENTED);
        Redirects.assertCode(patient.open(asking, again), again);
        assertRefused(another.refresh(used.text("refresh_token")), 400, "invalid_grant");
    }

    private static HttpAnswer launch(TestEhr ehr, Person user, TestApp app, String patient, String refresh) {
        HttpAnswer answer = user.authorize(app, SCOPE + refresh, FullContext.launch(ehr, app, user, patient))
                .exchange();
        assertThat(answer.text("patient")).isEqualTo(patient);
        return answer;
    }
}
