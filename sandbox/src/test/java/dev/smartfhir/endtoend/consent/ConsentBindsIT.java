package dev.smartfhir.endtoend.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.app.UserAttributes;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a user unticks is gone: from token response, token, introspection and refresh, and on the FHIR server (SCO-27). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentBindsIT {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category|";
    private static final String LABORATORY = "patient/Observation.rs?category=" + CATEGORY + "laboratory";
    private static final String SCOPE = "openid offline_access patient/Observation.rs patient/Condition.rs";

    private final Servers servers;
    private final TestUsers users;
    private final String patient = "consent-" + UUID.randomUUID();
    private String writer;
    private TestApp app;

    ConsentBindsIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeAll
    void storeAPatientWithTwoCategoriesOfObservations() {
        app = ConsentUser.app(servers, "launch", "launch/patient", "patient/*.cruds", "user/*.rs", "offline_access");
        writer = servers.clients().backendService("system/*.cruds").requestToken("system/*.cruds")
                .text("access_token");
        put("Patient/" + patient, "\"name\":[{\"text\":\"Lin Mei\"}]");
        observation("laboratory");
        observation("vital-signs");
        put("Condition/c-" + patient, "\"subject\":{\"reference\":\"Patient/" + patient + "\"}");
    }

    @Test
    void anUntickedScopeIsNowhere() {
        AppRequest request = app.request(SCOPE);
        HttpAnswer tokens = new ConsentUser(app, patientUser()).open(request)
                .allowWithout("patient/Observation.rs").exchange(request);

        Tokens.assertGranted(tokens, "openid", "offline_access", "patient/Condition.rs");
        Tokens.assertGranted(app.refresh(tokens.text("refresh_token")), "openid", "offline_access",
                "patient/Condition.rs");
        assertThat(introspect(tokens).text("scope")).isEqualTo("openid offline_access patient/Condition.rs");
        assertThat(get("/Condition?patient=" + patient, tokens).json().path("total").asInt()).isEqualTo(1);
        assertThat(get("/Observation?patient=" + patient, tokens).status()).isEqualTo(403);
    }

    @Test
    void ofAnOpenedScopeOnlyTheTickedCategoryIsThere() {
        AppRequest request = app.request(SCOPE);
        String user = patientUser();
        ConsentUser asked = new ConsentUser(app, user).open(request).openParts("patient/Observation.rs");
        assertThat(asked.boxes().texts()).contains(LABORATORY).doesNotContain("patient/Observation.rs");
        assertThat(asked.boxes().ticked()).containsAll(asked.boxes().texts());

        HttpAnswer tokens = asked.allowOnly(LABORATORY, "offline_access").exchange(request);

        Tokens.assertGranted(tokens, "openid", "offline_access", LABORATORY);
        assertThat(get("/Observation?patient=" + patient, tokens).body())
                .contains("laboratory-" + patient).doesNotContain("vital-signs-" + patient);
        assertThat(get("/Observation/vital-signs-" + patient, tokens).status()).isIn(403, 404);
        assertThat(get("/Condition?patient=" + patient, tokens).status()).isEqualTo(403);
        HttpAnswer refreshed = app.refresh(tokens.text("refresh_token"));
        Tokens.assertGranted(refreshed, "openid", "offline_access", LABORATORY);

        AppRequest again = app.request(SCOPE);
        Tokens.assertGranted(new ConsentUser(app, user).open(again).exchange(again),
                "openid", "offline_access", LABORATORY);
        ConsentUser demanded = new ConsentUser(app, user).open(app.request(SCOPE).with("prompt", "consent"));
        assertThat(demanded.boxes().ticked()).containsExactlyInAnyOrder(LABORATORY, "offline_access");
        assertThat(demanded.boxes().texts()).contains(LABORATORY).doesNotContain("patient/Observation.rs");
    }

    @Test
    void withoutRefreshThereIsNoRefreshToken() {
        AppRequest request = app.request(SCOPE);
        HttpAnswer tokens = new ConsentUser(app, patientUser()).open(request).allowWithout("offline_access")
                .exchange(request);

        Tokens.assertGranted(tokens, "openid", "patient/Observation.rs", "patient/Condition.rs");
        assertThat(tokens.json().has("refresh_token")).isFalse();
    }

    @Test
    void writingMayBeRefused() {
        AppRequest request = app.request("patient/Condition.cruds");
        HttpAnswer tokens = new ConsentUser(app, patientUser()).open(request)
                .allowWithout("patient/Condition.cud").exchange(request);

        Tokens.assertGranted(tokens, "patient/Condition.rs");
        assertThat(send("PUT", "/Condition/c-" + patient, tokens.text("access_token"),
                "{\"resourceType\":\"Condition\",\"id\":\"c-" + patient + "\",\"subject\":{\"reference\":\"Patient/"
                        + patient + "\"}}").status()).isEqualTo(403);
    }

    @Test
    void aScopeOfSmart1IsNarrowedLikeAnyOther() {
        AppRequest request = app.request("patient/Observation.read patient/Condition.read");
        ConsentUser user = new ConsentUser(app, patientUser()).open(request);

        HttpAnswer tokens = user.allowWithout(user.boxes().texts().stream()
                .filter(text -> text.contains("Condition")).findFirst().orElseThrow()).exchange(request);

        Tokens.assertGranted(tokens, "patient/Observation.read");
    }

    @Test
    void anEhrLaunchNamesThePatientToTheUserWhoMayActForHim() {
        String doctor = users.create("Practitioner/dr-consent");
        String handle = TestEhr.create(servers).handle(app, doctor, patient);
        AppRequest request = app.request("launch patient/Observation.rs").with("launch", handle);

        ConsentUser asked = new ConsentUser(app, doctor).open(request);

        assertThat(asked.page().body()).contains("Lin Mei");
        HttpAnswer tokens = asked.allow().exchange(request);
        Tokens.assertGranted(tokens, "launch", "patient/Observation.rs");
        assertThat(tokens.text("patient")).isEqualTo(patient);
    }

    @Test
    void aPatientWhomTheUserDoesNotActForIsNotNamed() {
        String stranger = users.create("Practitioner/dr-stranger");
        String handle = TestEhr.create(servers).handle(app, stranger, patient);
        UserAttributes.of(servers, users.idOf(stranger)).put("fhirPatients", "somebody-else");
        AppRequest request = app.request("launch patient/Observation.rs").with("launch", handle);

        ConsentUser asked = new ConsentUser(app, stranger).open(request);

        assertThat(asked.isAsked()).isFalse();
        assertThat(asked.page().body()).doesNotContain("Lin Mei");
        assertThat(asked.error()).isEqualTo("access_denied");
    }

    @Test
    void aTrustedAppIsNotAskedAbout() {
        TestApp trusted = TestApp.publicApp(servers, "launch", "patient/*.rs");
        String doctor = users.create("Practitioner/dr-consent");
        AppRequest request = trusted.request("launch patient/Observation.rs")
                .with("launch", TestEhr.create(servers).handle(trusted, doctor, patient));

        Tokens.assertGranted(new ConsentUser(trusted, doctor).open(request).exchange(request), "launch",
                "patient/Observation.rs");
    }

    @Test
    void whereThePageIsDisabledKeycloaksOwnAsksAndNothingGoesUnasked() {
        actionEnabled(false);
        try {
            AppRequest request = app.request(SCOPE);
            String user = patientUser();
            Browser browser = new Browser();
            AppRequest silent = app.request(SCOPE).with("prompt", "none");
            HttpAnswer page = TestApp.back(browser, app.logIn(browser, request, user));

            assertThat(page.body()).contains("kc-oauth", "Read and search the patient")
                    .doesNotContain("smart-consent");
            ConsentUser quiet = new ConsentUser(app, user, browser);
            assertThat(quiet.openQuietly(silent).error()).isIn("login_required", "interaction_required");
            HttpAnswer tokens = app.exchange(TestApp.back(browser, browser.accept(page)), request);
            Tokens.assertGranted(tokens, SCOPE.split(" "));
            Tokens.assertGranted(app.refresh(tokens.text("refresh_token")), SCOPE.split(" "));

            AppRequest again = app.request(SCOPE);
            Tokens.assertGranted(app.exchange(app.logIn(new Browser(), again, user), again), SCOPE.split(" "));
            Browser elsewhere = new Browser();
            AppRequest more = app.request("openid patient/Encounter.rs");
            assertThat(TestApp.back(elsewhere, app.logIn(elsewhere, more, user)).body()).contains("kc-oauth");
            actionEnabled(true);
            AppRequest ours = app.request(SCOPE);
            Tokens.assertGranted(new ConsentUser(app, user).open(ours).exchange(ours), SCOPE.split(" "));
        } finally {
            actionEnabled(true);
        }
    }

    private void actionEnabled(boolean enabled) {
        String path = "/authentication/required-actions/smart-consent";
        servers.admin().put(path, ((ObjectNode) servers.admin().get(path).json()).put("enabled", enabled));
    }

    private String patientUser() {
        return users.create("Patient/" + patient);
    }

    private HttpAnswer introspect(HttpAnswer tokens) {
        return new Http().send("POST", URI.create(servers.issuer() + "/smart/introspect"), Map.of(
                "Authorization", "Bearer " + tokens.text("access_token"),
                "Content-Type", "application/x-www-form-urlencoded"), "token=" + tokens.text("access_token"));
    }

    private void observation(String category) {
        put("Observation/" + category + "-" + patient, "\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"category\":[{\"coding\":[{\"system\":\"" + CATEGORY.replace("|", "") + "\",\"code\":\"" + category
                + "\"}]}],\"subject\":{\"reference\":\"Patient/" + patient + "\"}");
    }

    private void put(String path, String members) {
        HttpAnswer answer = send("PUT", "/" + path, writer, "{\"resourceType\":\"" + path.split("/")[0]
                + "\",\"id\":\"" + path.split("/")[1] + "\"," + members + "}");
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    private HttpAnswer get(String path, HttpAnswer tokens) {
        return send("GET", path, tokens.text("access_token"), null);
    }

    private HttpAnswer send(String method, String path, String token, String body) {
        return new Http().send(method, URI.create(servers.fhirBase() + path), Map.of("Authorization",
                "Bearer " + token, "Content-Type", "application/fhir+json"), body);
    }
}
