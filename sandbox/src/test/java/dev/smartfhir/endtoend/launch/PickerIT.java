package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.launch.StubFhirServer.Request;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The patient picker, by plain form posts, over a FHIR server of the test's own with 10,000 patients. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PickerIT {

    private static final String INTERNAL = "smart.fhir-bases.internal";
    private static final String SCOPE = "launch/patient patient/Observation.rs";

    private final Servers servers;
    private final TestUsers users;
    private final TestRealm realm;
    private final StubFhirServer fhir;
    private TestApp app;
    private String doctor;

    PickerIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
        this.realm = new TestRealm(servers.admin());
        this.fhir = new StubFhirServer(Patients.of(10_000, servers.fhirBase()));
    }

    @BeforeAll
    void reachTheStubWherePeopleReachTheFhirServer() {
        realm.attribute(INTERNAL, fhir.base().toString());
        app = TestApp.publicApp(servers, "launch", "launch/patient", "patient/*.rs");
        doctor = users.create("Practitioner/doctor");
    }

    @BeforeEach
    void tenThousandPatients() {
        fhir.answer(Patients.of(10_000, servers.fhirBase()));
    }

    @AfterAll
    void restore() {
        realm.attribute(INTERNAL, null);
        fhir.close();
    }

    @Test
    void theChosenPatientIsInContext() {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request);
        assertThat(user.isAtPicker()).as(user.page().body()).isTrue();
        assertThat(user.offered()).isEmpty();

        user.search("Name-42", "", "");
        assertThat(user.offered()).startsWith("p-42").hasSize(20);
        HttpAnswer tokens = user.choose("p-42").exchange(request);

        assertThat(tokens.text("patient")).isEqualTo("p-42");
        assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder(SCOPE.split(" "));
    }

    @Test
    void asksTheFhirServerWithAShortTokenOfThisUserAndNothingInTheUrl() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));
        user.search("Name-7x", "MRN7x", "1937");
        Request sent = fhir.last();
        Map<String, Object> claims = Tokens.claims(sent.bearer());

        assertThat(user.offered()).containsExactly("p-7");
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.path()).isEqualTo("/fhir/Patient/_search");
        assertThat(sent.query()).isNull();
        assertThat(sent.header("Cookie")).isNull();
        assertThat(sent.form()).containsEntry("name", List.of("Name-7x"))
                .containsEntry("identifier", List.of("MRN7x")).containsEntry("birthdate", List.of("1937"))
                .containsEntry("_count", List.of("20"));
        assertThat(claims).containsEntry("iss", servers.issuer().toString())
                .containsEntry("scope", "user/Patient.rs").containsEntry("azp", app.clientId())
                .containsEntry("client_id", app.clientId()).containsEntry("typ", "Bearer")
                .containsEntry("sub", users.idOf(doctor))
                .containsEntry("fhirUser", servers.fhirBase() + "/Practitioner/doctor")
                .doesNotContainKeys("sid", "patient");
        assertThat(String.valueOf(claims.get("aud"))).contains(servers.fhirBase().toString());
        assertThat(((Number) claims.get("exp")).longValue() - ((Number) claims.get("iat")).longValue())
                .isEqualTo(60);
        assertThat(user.page().body()).doesNotContain(sent.bearer()).doesNotContain("0912345678");
    }

    @Test
    void worksInALoginSessionThatIsThereAlreadyAndEveryTime() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").choose("p-1");
        AppRequest second = app.request(SCOPE);

        user.open(second);
        assertThat(user.isAtPicker()).isTrue();
        assertThat(user.offered()).isEmpty();
        HttpAnswer tokens = user.search("", "", "").choose("p-2").exchange(second);

        assertThat(tokens.text("patient")).isEqualTo("p-2");
        assertThat(user.open(app.request(SCOPE)).isAtPicker()).isTrue();
    }

    @Test
    void anotherPatientDoesNotFollowFromAnEarlierLogin() {
        AppRequest first = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(first).search("", "", "").choose("p-1");
        HttpAnswer redirect = user.page();
        AppRequest second = app.request(SCOPE);
        HttpAnswer later = user.open(second).search("", "", "").choose("p-2").exchange(second);

        assertThat(later.text("patient")).isEqualTo("p-2");
        assertThat(app.exchange(redirect, first).text("patient")).isEqualTo("p-1");
    }

    @Test
    void turnsPagesOfTwentyAndNeverLoadsThemAll() {
        int before = fhir.requests().size();
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");
        List<String> first = user.offered();
        assertThat(first).hasSize(20).contains("p-0", "p-19");
        assertThat(user.page().body()).doesNotContain("name=\"previous\"");

        assertThat(user.press("next").offered()).hasSize(20).contains("p-20", "p-39");
        assertThat(user.press("next").offered()).hasSize(20).contains("p-40");
        assertThat(user.press("previous").offered()).contains("p-20");
        assertThat(user.press("previous").offered()).isEqualTo(first);
        assertThat(user.press("previous").offered()).isEqualTo(first);
        assertThat(fhir.requests().size() - before).isLessThanOrEqualTo(10);
        assertThat(fhir.requests()).allMatch(sent -> sent.form().isEmpty() || sent.one("_count").equals("20"));
    }

    @Test
    void theLastPageHasNoNextOne() {
        fhir.answer(Patients.of(25, servers.fhirBase()));
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").press("next");

        assertThat(user.offered()).hasSize(5);
        assertThat(user.page().body()).doesNotContain("name=\"next\"").contains("name=\"previous\"");
        assertThat(user.press("next").offered()).hasSize(5);
    }

    @Test
    void searchesByIdentifierAndBirthDateAndSaysWhenThereIsNobody() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));

        assertThat(user.search("", "MRN9999x", "").offered()).containsExactly("p-9999");
        assertThat(user.search("", "", "1930").offered()).contains("p-0", "p-90");
        assertThat(user.search("Nobody", "", "").offered()).isEmpty();
        assertThat(user.page().body()).contains("id=\"smart-patient-none\"").contains("value=\"Nobody\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-9999", "", "p-0 ", "Patient/p-0", "../p-0", "p-0\u0000"})
    void aPatientThatWasNotOfferedCannotBeChosen(String forged) {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request).search("", "", "").choose(forged);

        assertThat(user.showsProblem()).isTrue();
        assertThat(user.offered()).contains("p-0");
        assertThat(user.choose("p-3").exchange(request).text("patient")).isEqualTo("p-3");
    }

    @Test
    void aPatientOfAnotherPageOrBeforeAnySearchCannotBeChosen() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));

        assertThat(user.choose("p-0").isAtPicker()).isTrue();
        assertThat(user.showsProblem()).isTrue();
        user.search("", "", "").press("next");
        assertThat(user.choose("p-0").showsProblem()).isTrue();
        assertThat(user.search("Name-42x", "", "").choose("p-20").showsProblem()).isTrue();
    }

    @Test
    void twoPatientsAtOnceAreNone() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");
        HttpAnswer answer = TamperedForm.post(user, "patient=p-1&patient=p-2");

        assertThat(answer.body()).contains("id=\"smart-patient-problem\"");
    }

    @Test
    void aFormWithoutItsSessionCodeChoosesNobody() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");

        HttpAnswer withoutCode = TamperedForm.postWithout(user, "session_code", "patient=p-1");
        assertThat(withoutCode.status()).isEqualTo(200);
        assertThat(withoutCode.body()).contains("id=\"smart-patient\"");
        HttpAnswer wrongCode = TamperedForm.postWithout(user, "session_code", "patient=p-1&session_code=wrong");
        assertThat(wrongCode.header("Location")).isNull();
        HttpAnswer otherBrowser = TamperedForm.postFromAnotherBrowser(user, "patient=p-1");
        assertThat(String.valueOf(otherBrowser.header("Location"))).doesNotStartWith(TestApp.REDIRECT);
        assertThat(otherBrowser.body()).doesNotContain("p-1");
    }

    @Test
    void cancelSaysAccessDeniedToTheApp() {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request).press("cancel");

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("access_denied");
        assertThat(Browser.parameter(user.page(), "state")).isEqualTo(request.get("state"));
        assertThat(Browser.parameter(user.page(), "code")).isNull();
    }

    @Test
    void promptNoneNeedsInteraction() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").choose("p-1");

        user.open(app.request(SCOPE).with("prompt", "none"));

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("interaction_required");
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
    void whatThePageShowsIsText() {
        String html = "</button><script>alert(1)</script><img src=x onerror=alert(1)>";
        fhir.answer(sent -> Answer.fhir(Patients.searchset(null, "{\"resourceType\":\"Patient\",\"id\":\"p-1\",\"name\":"
                + "[{\"text\":\"" + html + "\"}],\"birthDate\":\"" + html + "\",\"gender\":\"" + html
                + "\",\"identifier\":[{\"value\":\"\\\"'><script>alert(2)</script>${7*7}\"}]}")));
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("name", html));
        try {
            PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE))
                    .search("\"><script>alert(3)</script>", "'><script>alert(4)</script>", "");

            assertThat(user.offered()).containsExactly("p-1");
            assertThat(user.page().body()).doesNotContain("<script>alert(").doesNotContain("<img src=x")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;").contains("${7*7}")
                    .contains("&lt;script&gt;alert(3)");
        } finally {
            servers.clients().write(client.put("name", ""));
        }
    }

    @Test
    void entriesThatAreNoPatientAreNotOffered() {
        fhir.answer(sent -> Answer.fhir(Patients.searchset(null, "{\"resourceType\":\"Practitioner\",\"id\":\"p-1\"}",
                "{\"resourceType\":\"Patient\",\"id\":\"../x\"}", "{\"resourceType\":\"Patient\"}", "null", "[]", "7",
                "{\"resourceType\":\"Patient\",\"id\":\"p-2\",\"name\":\"x\",\"birthDate\":5}", Patients.patient(2))));

        assertThat(new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").offered())
                .containsExactly("p-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RelatedPerson/r", "Person/r", "Practitioner/with-links"})
    void whoeverIsLinkedToPatientsSeesExactlyThese(String fhirUser) {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, users.create(fhirUser, "p-5", "p-8")).logIn(request);
        assertThat(user.offered()).containsExactly("p-5", "p-8");
        assertThat(user.page().body()).doesNotContain("smart-patient-search");

        fhir.answer(sent -> Answer.fhir(Patients.searchset(null, Patients.patient(5), Patients.patient(6))));
        user.press("retry");
        assertThat(user.offered()).containsExactly("p-5");
        assertThat(user.choose("p-6").showsProblem()).isTrue();
        assertThat(user.choose("p-5").exchange(request).text("patient")).isEqualTo("p-5");
    }

    @Test
    void aPatientGetsHimselfWithoutBeingAsked() {
        AppRequest request = app.request(SCOPE);
        int before = fhir.requests().size();
        PickerUser user = new PickerUser(app, users.create("Patient/p-77")).logIn(request);

        assertThat(user.exchange(request).text("patient")).isEqualTo("p-77");
        assertThat(fhir.requests()).hasSize(before);
    }

    @Test
    void aRelatedPersonWithoutLinksAndAUserWithoutFhirUserFindNobody() {
        int before = fhir.requests().size();

        PickerUser alone = new PickerUser(app, users.create("RelatedPerson/alone")).logIn(app.request(SCOPE));
        assertThat(alone.page().body()).contains("id=\"smart-patient-none\"");
        assertThat(alone.offered()).isEmpty();
        PickerUser plain = new PickerUser(app, users.plain()).logIn(app.request(SCOPE));
        assertThat(plain.search("", "", "").showsProblem()).isTrue();
        assertThat(plain.choose("p-1").isAtPicker()).isTrue();
        assertThat(fhir.requests()).hasSize(before);
    }

    @Test
    void aBirthDateThatIsNoneIsExplained() {
        int before = fhir.requests().size();
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "7/3/1958");

        assertThat(user.showsProblem()).isTrue();
        assertThat(user.page().body()).contains("value=\"7/3/1958\"");
        assertThat(fhir.requests()).hasSize(before);
    }

    @Test
    void speaksTraditionalChinese() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE).with("ui_locales", "zh-TW"))
                .search("Name-3x", "", "");

        assertThat(user.page().body()).contains("lang=\"zh-TW\"", "選擇病人", "出生日期", "女性", "取消並返回應用程式")
                .doesNotContain("smartPatient").doesNotContain("Choose a patient");
        assertThat(new PickerUser(app, doctor).logIn(app.request(SCOPE).with("ui_locales", "en")).page().body())
                .contains("Choose a patient").doesNotContain("選擇病人").doesNotContain("smartPatientTitle");
    }

    @Test
    void everyFieldHasALabelAndNothingNeedsJavaScript() {
        String page = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").page().body();
        String form = page.substring(page.indexOf("id=\"smart-patient\""));
        form = form.substring(0, form.lastIndexOf("</form>"));

        for (String field : List.of("name", "identifier", "birthDate")) {
            assertThat(form).contains("<label for=\"smart-patient-" + field + "\"")
                    .contains("id=\"smart-patient-" + field + "\"");
        }
        assertThat(form).doesNotContain("<script").doesNotContain("onclick").doesNotContain("tabindex")
                .doesNotContain("javascript:");
        assertThat(page).contains("<h1").contains("lang=\"en\"");
    }

    @Test
    void reloadingThePageKeepsThePlace() {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request).search("Name-1", "", "").press("next");
        List<String> shown = user.offered();

        user.openPage(TamperedForm.addressWithout(user, "session_code"));

        assertThat(user.offered()).isEqualTo(shown).hasSize(20);
        assertThat(user.choose(shown.get(3)).exchange(request).text("patient")).isEqualTo(shown.get(3));
    }

    @Test
    void withoutTheActionNobodyIsLoggedInUnasked() {
        ObjectNode action = (ObjectNode) servers.admin().get("/authentication/required-actions/smart-patient").json();
        servers.admin().put("/authentication/required-actions/smart-patient", action.put("enabled", false));
        try {
            PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));
            assertThat(Browser.parameter(user.page(), "error")).isEqualTo("server_error");
            assertThat(Browser.parameter(user.page(), "code")).isNull();
        } finally {
            servers.admin().put("/authentication/required-actions/smart-patient", action.put("enabled", true));
        }
    }

    @Test
    void aDeletedActionComesBackAtTheFirstRequestThatNeedsIt() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").choose("p-1");
        servers.admin().delete("/authentication/required-actions/smart-patient");
        new Http().get(servers.issuer());

        assertThat(user.open(app.request(SCOPE)).isAtPicker()).isTrue();
        assertThat(servers.admin().get("/authentication/required-actions/smart-patient").json().path("enabled")
                .asBoolean()).isTrue();
    }

    @Test
    void theAppCannotSkipThePickerByAskingForItAsAnActionOfItsOwn() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE).with("kc_action", "smart-patient"));

        assertThat(Browser.parameter(user.page(), "code")).isNull();
    }

    @Test
    void noLogHoldsWhatWasSearchedForOrTheToken() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("Name-5151x", "MRN5151x", "");
        user.choose("p-9998").choose("p-5151");

        assertThat(KeycloakLog.of(servers)).doesNotContain("5151x").doesNotContain("p-5151").doesNotContain("p-9998")
                .doesNotContain(fhir.last().bearer());
        assertThat(servers.admin().get("/events?client=" + app.clientId()).body())
                .doesNotContain("p-5151").doesNotContain("p-9998").doesNotContain("Name-5151x");
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
