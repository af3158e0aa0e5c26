package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.launch.StubFhirServer.Request;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CTX-03, CTX-11, CTX-17, LCH-23, D-22: the encounter picker as users go through it. */
@EndToEnd
class EncounterPickerIT extends OverStubEncounters {

    EncounterPickerIT(Servers servers) {
        super(servers);
    }

    @Test
    void theChosenEncounterIsInContextBesideItsPatientAndStaysThere() {
        AppRequest request = visits.request(ASKED);
        PickerUser user = atEncountersOf("p-4", request);

        assertThat(user.offered()).hasSize(20).startsWith("e-0");
        assertThat(user.page().body()).contains("2026-03-01 09:30", "Check-up e-0", "Ward 7", "Finished");
        HttpAnswer tokens = user.chooseEncounter("e-3").exchange(request);

        assertThat(tokens.text("patient")).isEqualTo("p-4");
        assertThat(tokens.text("encounter")).isEqualTo("e-3");
        Tokens.assertGranted(tokens, ASKED.split(" "));
        assertThat(Tokens.claims(tokens)).containsEntry("encounter", "e-3").containsEntry("patient", "p-4");
        HttpAnswer introspected = visits.post(URI.create(servers.issuer() + "/smart/introspect"),
                Map.of("token", tokens.text("access_token")));
        assertThat(introspected.text("encounter")).isEqualTo("e-3");
        HttpAnswer refreshed = visits.refresh(tokens.text("refresh_token"));
        assertThat(refreshed.text("encounter")).isEqualTo("e-3");
        assertThat(Tokens.claims(refreshed)).containsEntry("encounter", "e-3").containsEntry("patient", "p-4");
    }

    @Test
    void asksTheFhirServerForThisPatientsEncountersWithAShortToken() {
        atEncountersOf("p-4", visits.request(ASKED));
        Request sent = fhir.last();
        Map<String, Object> claims = Tokens.claims(sent.bearer());

        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.path()).isEqualTo("/fhir/Encounter/_search");
        assertThat(sent.query()).isNull();
        assertThat(sent.form()).containsEntry("patient", List.of("p-4")).containsEntry("_sort", List.of("-date"))
                .containsEntry("_count", List.of("20"));
        assertThat(claims).containsEntry("scope", "user/Encounter.rs user/Patient.rs")
                .containsEntry("fhirUser", servers.fhirBase() + "/Practitioner/doctor")
                .doesNotContainKeys("sid", "patient", "encounter");
        assertThat(((Number) claims.get("exp")).longValue() - ((Number) claims.get("iat")).longValue())
                .isEqualTo(60);
    }

    @Test
    void fortyFiveEncountersAreThreePagesEachAskedForOnce() {
        PickerUser user = atEncountersOf("p-4", visits.request(ASKED));
        int before = fhir.requests().size();

        assertThat(user.pressAtEncounters("next").offered()).hasSize(20).startsWith("e-20");
        assertThat(user.pressAtEncounters("next").offered()).hasSize(5);
        assertThat(user.page().body()).doesNotContain("name=\"next\"");
        assertThat(user.pressAtEncounters("previous").offered()).startsWith("e-20");
        assertThat(fhir.requests()).hasSize(before + 3);
        assertThat(user.chooseEncounter("e-0").showsProblemWithEncounters()).isTrue();
        assertThat(Browser.parameter(user.chooseEncounter("e-20").page(), "code")).isNotNull();
    }

    @Test
    void whoGoesOnWithoutGetsEverythingElse() {
        AppRequest request = visits.request(ASKED);
        HttpAnswer tokens = atEncountersOf("p-4", request).pressAtEncounters("without").exchange(request);

        Tokens.assertGranted(tokens, "launch/patient", "patient/Encounter.rs", "online_access");
        assertThat(tokens.text("patient")).isEqualTo("p-4");
        assertThat(tokens.json().has("encounter")).isFalse();
    }

    @Test
    void cancelSaysAccessDeniedToTheApp() {
        PickerUser user = atEncountersOf("p-4", visits.request(ASKED)).pressAtEncounters("cancel");

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("access_denied");
        assertThat(Browser.parameter(user.page(), "code")).isNull();
    }

    @Test
    void anAppThatAsksForTheEncounterAloneIsToldItsPatientToo() {
        AppRequest request = visits.request("launch/encounter");
        HttpAnswer tokens = atEncountersOf("p-4", request).chooseEncounter("e-1").exchange(request);

        Tokens.assertGranted(tokens, "launch/encounter");
        assertThat(tokens.text("patient")).isEqualTo("p-4");
        assertThat(tokens.text("encounter")).isEqualTo("e-1");
    }

    @Test
    void anAppThatAsksForTheEncounterAloneGetsNothingWithoutOne() {
        PickerUser user = atEncountersOf("p-4", visits.request("launch/encounter")).pressAtEncounters("without");

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("invalid_scope");
        assertThat(Browser.parameter(user.page(), "code")).isNull();
    }

    @Test
    void aPatientChoosesAmongHisOwn() {
        AppRequest request = visits.request(ASKED);
        PickerUser user = new PickerUser(visits, users.create("Patient/p-7")).logIn(request);

        assertThat(user.isAtEncounters()).as(user.page().body()).isTrue();
        assertThat(fhir.last().one("patient")).isEqualTo("p-7");
        HttpAnswer tokens = user.chooseEncounter("e-2").exchange(request);
        assertThat(tokens.text("patient")).isEqualTo("p-7");
        assertThat(tokens.text("encounter")).isEqualTo("e-2");
    }

    @Test
    void whereEncountersAreForbiddenOneGoesOnWithout() {
        AppRequest request = visits.request(ASKED);
        fhir.answer(sent -> sent.path().endsWith("/Encounter/_search") ? Answer.of(403, "application/fhir+json", "{}")
                : Patients.of(100, servers.fhirBase()).apply(sent));
        PickerUser user = atEncountersOf("p-4", request);

        assertThat(user.showsProblemWithEncounters()).isTrue();
        assertThat(user.page().body()).contains("You may not search for encounters").doesNotContain("name=\"retry\"");
        Tokens.assertGranted(user.pressAtEncounters("without").exchange(request), "launch/patient",
                "patient/Encounter.rs", "online_access");
    }

    @Test
    void anOutageLosesNothing() {
        AppRequest request = visits.request(ASKED);
        fhir.answer(sent -> sent.path().endsWith("/Encounter/_search") ? Answer.of(500, "text/html", "x")
                : Patients.of(100, servers.fhirBase()).apply(sent));
        PickerUser user = atEncountersOf("p-4", request);

        assertThat(user.showsProblemWithEncounters()).isTrue();
        assertThat(user.page().body()).contains("name=\"retry\"", "name=\"without\"", "name=\"cancel\"");
        fortyFiveEncounters();
        assertThat(user.pressAtEncounters("retry").chooseEncounter("e-1").exchange(request).text("encounter"))
                .isEqualTo("e-1");
    }
}
