package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the picker does with a FHIR server that is down, slow or hostile. */
@EndToEnd
class PickerOutageIT extends OverStubFhirServer {

    PickerOutageIT(Servers servers) {
        super(servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401", "403", "404", "500", "html", "garbage", "empty", "redirect", "other resource",
        "too large", "slow", "trickle"})
    void aFhirServerThatDoesNotAnswerGivesAClearPageAndTheLoginIsNotLost(String how) {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request);
        StubFhirServer elsewhere = new StubFhirServer(Patients.of(5, servers.fhirBase()));
        fhir.answer(sent -> broken(how, elsewhere.base()));

        long before = System.nanoTime();
        user.search("Name-1", "", "");

        assertThat((System.nanoTime() - before) / 1_000_000_000.0).isLessThan(20);
        assertThat(user.showsProblem()).as(user.page().body()).isTrue();
        assertThat(user.page().body()).contains("name=\"retry\"", "name=\"cancel\"", "value=\"Name-1\"")
                .doesNotContain("Internal Server Error").doesNotContain("OperationOutcome");
        assertThat(elsewhere.requests()).isEmpty();
        elsewhere.close();
        fhir.answer(Patients.of(10_000, servers.fhirBase()));
        assertThat(user.press("retry").choose("p-1").exchange(request).text("patient")).isEqualTo("p-1");
    }

    @Test
    void aFhirServerThatIsDownGivesTheSamePage() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));
        realm.attribute(INTERNAL, "http://localhost:1/fhir");
        try {
            assertThat(user.search("", "", "").showsProblem()).isTrue();
        } finally {
            realm.attribute(INTERNAL, fhir.base().toString());
        }
        assertThat(user.press("retry").offered()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example.org/fhir?_getpages=1", "/fhir?_getpages=1", "javascript:alert(1)",
        "http://localhost:1/fhir?_getpages=1"})
    void aLinkThatLeadsAwayIsNotFollowed(String link) {
        fhir.answer(sent -> Answer.fhir(Patients.searchset(link, Patients.patient(1))));
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");

        assertThat(user.offered()).containsExactly("p-1");
        assertThat(user.page().body()).doesNotContain("name=\"next\"").doesNotContain(link)
                .contains("id=\"smart-patient-cut\"");
    }

    @Test
    void entriesThatAreNoPatientAreNotOffered() {
        fhir.answer(sent -> Answer.fhir(Patients.searchset(null, "{\"resourceType\":\"Practitioner\",\"id\":\"p-1\"}",
                "{\"resourceType\":\"Patient\",\"id\":\"../x\"}", "{\"resourceType\":\"Patient\"}", "null", "[]", "7",
                "{\"resourceType\":\"Patient\",\"id\":\"p-2\",\"name\":\"x\",\"birthDate\":5}", Patients.patient(2))));

        assertThat(new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").offered())
                .containsExactly("p-2");
    }

    private Answer broken(String how, URI elsewhere) {
        return switch (how) {
            case "html" -> Answer.of(200, "text/html", "<html><body>Internal Server Error</body></html>");
            case "garbage" -> Answer.fhir("{\"resourceType\":");
            case "empty" -> Answer.fhir("");
            case "redirect" -> Answer.redirect(URI.create(elsewhere + "/Patient"));
            case "other resource" -> Answer.fhir("{\"resourceType\":\"OperationOutcome\",\"issue\":[]}");
            case "too large" -> Answer.fhir(Patients.searchset(null, "{\"resourceType\":\"Patient\",\"id\":\"p-1\","
                    + "\"name\":[{\"text\":\"" + "a".repeat(3_000_000) + "\"}]}"));
            case "slow" -> Answer.fhir(Patients.searchset(null, Patients.patient(1))).after(15_000);
            case "trickle" -> Answer.fhir(Patients.searchset(null, Patients.patient(1))).trickling();
            default -> Answer.of(Integer.parseInt(how), "application/fhir+json",
                    "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}");
        };
    }
}
