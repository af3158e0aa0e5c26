package dev.smartfhir.endtoend.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.ConsentBoxes;
import dev.smartfhir.endtoend.app.Redirects;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the consent page shows, and that nothing but its own boxes counts (SCO-27, BP-02). */
@EndToEnd
class ConsentPageIT {

    private static final String[] CEILINGS =
            {"launch/patient", "patient/*.cruds", "user/*.rs", "fhirUser", "offline_access"};
    private static final String SCOPE =
            "launch/patient openid fhirUser patient/Observation.rs patient/Condition.rs offline_access";

    private final Servers servers;
    private final TestUsers users;
    private TestApp app;
    private String user;

    ConsentPageIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeEach
    void registerAnAppThatMustAsk() {
        app = ConsentUser.app(servers, CEILINGS);
        user = users.create("Patient/p-consent");
    }

    @Test
    void asksForEachScopeInWordsAndNamesAppUserAndPatient() {
        ConsentUser asked = new ConsentUser(app, user).open(app.request(SCOPE));

        assertThat(asked.boxes().texts())
                .containsExactlyInAnyOrder("patient/Observation.rs", "patient/Condition.rs", "offline_access");
        assertThat(asked.boxes().ticked()).hasSize(3);
        assertThat(asked.page().body()).contains(app.clientId(), "A B", "your own data", "Read and search your ",
                "Know who you are", "http://localhost:9").doesNotContain("<script>alert", "${");
    }

    @Test
    void readingIsAskedApartFromChanging() {
        AppRequest request = app.request("patient/Observation.cruds");
        ConsentUser asked = new ConsentUser(app, user).open(request);

        assertThat(asked.boxes().texts()).containsExactly("patient/Observation.rs", "patient/Observation.cud");
        Tokens.assertGranted(asked.allowWithout("patient/Observation.cud").exchange(request),
                "patient/Observation.rs");
    }

    @Test
    void speaksTheLanguageOfTheUser() {
        String english = new ConsentUser(app, user).open(app.request(SCOPE).with("ui_locales", "en")).page().body();
        String chinese = new ConsentUser(app, user).open(app.request(SCOPE).with("ui_locales", "zh-TW")).page()
                .body();

        assertThat(english).contains("Allow", "Decline").doesNotContain("允許");
        assertThat(chinese).contains("允許", "拒絕").doesNotContain("Decline");
    }

    @Test
    void anAppThatAsksForIdentityOnlyIsAskedAboutToo() {
        AppRequest request = app.request("openid fhirUser");
        ConsentUser asked = new ConsentUser(app, user).open(request);

        assertThat(asked.boxes().texts()).isEmpty();
        Tokens.assertGranted(asked.allow().exchange(request), "openid", "fhirUser");
        assertThat(new ConsentUser(app, user).open(app.request("openid fhirUser")).isAsked()).isFalse();
    }

    @Test
    void linksToTermsAndPolicyOfTheAppWhoseNameIsText() {
        ObjectNode client = servers.clients().read(app.clientId());
        client.put("name", "Growth <b>chart</b>");
        client.withObject("/attributes").put("tosUri", "https://app.example.org/terms")
                .put("policyUri", "https://app.example.org/privacy");
        servers.admin().put("/clients/" + app.id(), client);

        String page = new ConsentUser(app, user).open(app.request(SCOPE)).page().body();

        assertThat(page).contains("href=\"https://app.example.org/terms\"",
                "href=\"https://app.example.org/privacy\"", "Growth &lt;b&gt;chart").doesNotContain("<b>chart");
    }

    @Test
    void aConstraintThatAnAppMakesUpIsTextAndNoMarkup() {
        String page = new ConsentUser(app, user)
                .open(app.request("patient/Observation.rs?code=<script>alert(1)</script>")).page().body();

        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert(1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "-1", "patient/Encounter.rs", "0 ", "00000", "9999", ""})
    void aBoxThatWasNotOfferedIsRefusedAndThePageShownAgain(String box) {
        ConsentUser asked = new ConsentUser(app, user).open(app.request(SCOPE));

        asked.send(asked.boxes().form(List.of("0", box)) + "&allow=1");

        assertThat(asked.showsProblem()).isTrue();
        assertThat(consents()).isEmpty();
    }

    @Test
    void thePageOfBeforeIsNoAnswerToThatOfNow() {
        AppRequest request = app.request(SCOPE);
        ConsentUser asked = new ConsentUser(app, user).open(request);
        ConsentBoxes before = asked.boxes();

        asked.openParts("patient/Observation.rs");
        asked.send(before.form(before.texts(), "allow", "1"));

        assertThat(asked.showsProblem()).isTrue();
        asked.send("scope=0&allow=1");
        assertThat(asked.showsProblem()).isTrue();
        assertThat(consents()).isEmpty();
    }

    @Test
    void decliningTellsTheAppAndRemembersNothing() {
        AppRequest request = app.request(SCOPE);

        assertThat(new ConsentUser(app, user).open(request).decline().error()).isEqualTo("access_denied");
        AppRequest none = app.request(SCOPE);
        assertThat(new ConsentUser(app, user).open(none).allowOnly("offline_access").error())
                .isEqualTo("access_denied");
        assertThat(consents()).isEmpty();
        assertThat(new ConsentUser(app, user).open(app.request(SCOPE)).boxes().ticked()).hasSize(3);
    }

    @Test
    void anotherUserOfTheSameBrowserSessionAnswersForHimself() {
        String other = users.create("Patient/p-other");
        AppRequest request = app.request(SCOPE);
        ConsentUser first = new ConsentUser(app, user).open(request);
        ConsentBoxes firsts = first.boxes();

        ConsentUser second = new ConsentUser(app, other, first.browser());
        second.open(URI.create(firsts.action(app.authorizationEndpoint()).toString()
                .replaceAll("/login-actions/required-action.*client_id=", "/login-actions/restart?client_id=")));

        assertThat(second.boxes().texts()).hasSize(3);
        Tokens.assertGranted(second.allowWithout("patient/Condition.rs").exchange(request), "launch/patient", "openid",
                "fhirUser", "patient/Observation.rs", "offline_access");
        assertThat(consents()).isEmpty();
    }

    @Test
    void ofTwoTabsTheOneThatWasPassedOverAsksAgain() {
        AppRequest one = app.request("patient/Observation.rs patient/Condition.rs");
        AppRequest two = app.request("patient/Observation.rs patient/Encounter.rs");
        ConsentUser first = new ConsentUser(app, user).open(one);
        ConsentUser second = new ConsentUser(app, user, first.browser()).open(two);

        second.allowWithout("patient/Observation.rs");
        first.allow();

        assertThat(first.boxes().ticked()).as("asked again, after what was said in the other tab")
                .containsExactly("patient/Condition.rs");
        first.allowOnly("patient/Observation.rs", "patient/Condition.rs");
        Tokens.assertGranted(second.exchange(two), "patient/Encounter.rs");
        Tokens.assertGranted(first.exchange(one), "patient/Observation.rs", "patient/Condition.rs");
    }

    @Test
    void aPushedRequestIsAskedAboutLikeAnyOther() {
        AppRequest request = app.request(SCOPE);

        ConsentUser asked = new ConsentUser(app, user).open(app.pushedAddress(app.push(request)));

        Tokens.assertGranted(asked.allowOnly("patient/Condition.rs").exchange(request), "launch/patient", "openid",
                "fhirUser", "patient/Condition.rs");
    }

    @Test
    void eventsTellWhatWasNarrowedAndNeitherConstraintsNorPatients() {
        AppRequest request = app.request("openid patient/Observation.rs?code=secret-value patient/Condition.rs");
        new ConsentUser(app, user).open(request).allowOnly("patient/Condition.rs").exchange(request);
        new ConsentUser(app, user).open(app.request(SCOPE)).decline();

        String query = "/events?client=" + app.clientId();
        JsonNode details = servers.admin().get(query + "&type=GRANT_CONSENT").json().path(0).path("details");
        assertThat(details.path("smart_consent").asText()).isEqualTo("narrowed");
        assertThat(details.path("smart_scopes_declined").asText()).isEqualTo("patient/Observation.rs");
        assertThat(servers.admin().get(query).body()).contains("rejected_by_user")
                .doesNotContain("secret-value", "p-consent");
    }

    @Test
    void nothingIsAskedWhileNothingCanBeGranted() {
        AppRequest request = app.request("user/Observation.rs");

        Redirects.assertRefused(new ConsentUser(app, users.plain()).open(request).page(), request, "invalid_scope");
    }

    private JsonNode consents() {
        return servers.admin().get("/users/" + users.idOf(user) + "/consents").json();
    }
}
