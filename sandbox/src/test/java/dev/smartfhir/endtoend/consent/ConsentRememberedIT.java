package dev.smartfhir.endtoend.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consent is remembered, asked for again where something is new, and held against older refresh tokens (SCO-27). */
@EndToEnd
class ConsentRememberedIT {

    private static final String BOTH = "offline_access patient/Observation.rs patient/Condition.rs";
    private static final String LONG = "patient/Observation.rs?code=http://loinc.org|2339-0,http://loinc.org|4548-4";

    private final Servers servers;
    private final TestUsers users;
    private TestApp app;
    private String user;

    ConsentRememberedIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeEach
    void registerAnAppThatMustAsk() {
        app = ConsentUser.app(servers, "launch/patient", "patient/*.cruds", "user/*.rs", "offline_access");
        user = users.create("Patient/p-remembered");
    }

    @Test
    void whatIsDecidedIsNotAskedAgainNorInAnotherLogin() {
        grant(BOTH, "patient/Condition.rs", "offline_access");

        AppRequest again = app.request(BOTH);
        Tokens.assertGranted(visit(again).exchange(again), "offline_access", "patient/Condition.rs");
        AppRequest narrower = app.request("patient/Condition.r");
        Tokens.assertGranted(visit(narrower).exchange(narrower), "patient/Condition.r");
        Browser browser = new Browser();
        new ConsentUser(app, user, browser).open(app.request(BOTH));
        AppRequest silent = app.request(BOTH).with("prompt", "none");
        Tokens.assertGranted(new ConsentUser(app, user, browser).openQuietly(silent).exchange(silent),
                "offline_access", "patient/Condition.rs");
    }

    @Test
    void somethingUndecidedShowsThePageWithTheEarlierChoices() {
        grant(BOTH, "patient/Condition.rs", "offline_access");

        AppRequest more = app.request(BOTH + " patient/Encounter.rs");
        ConsentUser asked = visit(more);

        assertThat(asked.boxes().ticked())
                .containsExactlyInAnyOrder("patient/Condition.rs", "patient/Encounter.rs", "offline_access");
        assertThat(asked.boxes().texts()).contains("patient/Observation.rs");
        Tokens.assertGranted(asked.allow().exchange(more), "offline_access", "patient/Condition.rs",
                "patient/Encounter.rs");
    }

    @Test
    void somethingUndecidedIsNeverGrantedSilently() {
        Browser browser = new Browser();
        ConsentUser first = new ConsentUser(app, user, browser);
        first.open(app.request(BOTH)).allow();

        AppRequest more = app.request(BOTH + " patient/Encounter.rs").with("prompt", "none");

        assertThat(first.openQuietly(more).error()).isEqualTo("interaction_required");
    }

    @Test
    void anAppThatIsRefusedAllOfItsDataAsksAgain() {
        grant(BOTH, "patient/Condition.rs", "offline_access");

        ConsentUser asked = visit(app.request("patient/Observation.rs"));

        assertThat(asked.boxes().texts()).containsExactly("patient/Observation.rs");
        assertThat(asked.boxes().ticked()).isEmpty();
    }

    @Test
    void promptConsentAsksAgainAndItsAnswerStands() {
        grant(BOTH, "patient/Condition.rs", "patient/Observation.rs", "offline_access");
        AppRequest demanded = app.request(BOTH).with("prompt", "consent");

        ConsentUser asked = visit(demanded);

        assertThat(asked.boxes().ticked()).hasSize(3);
        Tokens.assertGranted(asked.allowWithout("patient/Observation.rs").exchange(demanded), "offline_access",
                "patient/Condition.rs");
        AppRequest again = app.request(BOTH);
        Tokens.assertGranted(visit(again).exchange(again), "offline_access", "patient/Condition.rs");
    }

    @Test
    void anOlderRefreshTokenIsNarrowedByALaterAnswerAndNeverWidened() {
        HttpAnswer older = grant(BOTH, "patient/Observation.rs", "offline_access");
        HttpAnswer wider = grant(BOTH + " patient/Encounter.rs", "patient/Observation.rs", "patient/Condition.rs",
                "patient/Encounter.rs", "offline_access");

        older = app.refresh(older.text("refresh_token"));
        Tokens.assertGranted(older, "offline_access", "patient/Observation.rs");

        demand(BOTH + " patient/Encounter.rs", "patient/Encounter.rs", "offline_access");

        assertInactive(wider);
        Tokens.assertGranted(app.refresh(wider.text("refresh_token")), "offline_access", "patient/Encounter.rs");
        Tokens.assertGranted(app.refresh(older.text("refresh_token")), "offline_access");
    }

    @Test
    void aConstraintOfTheAppsOwnMakingIsRememberedAndNarrowsTheSame() {
        HttpAnswer tokens = grant("offline_access " + LONG + " patient/Condition.rs", LONG, "patient/Condition.rs",
                "offline_access");
        Tokens.assertGranted(app.refresh(tokens.text("refresh_token"), LONG), LONG);

        AppRequest again = app.request("offline_access " + LONG);
        Tokens.assertGranted(visit(again).exchange(again), "offline_access", LONG);
        demand("offline_access " + LONG + " patient/Condition.rs", "patient/Condition.rs", "offline_access");
        AppRequest last = app.request("offline_access " + LONG + " patient/Condition.rs");
        Tokens.assertGranted(visit(last).exchange(last), "offline_access", "patient/Condition.rs");
    }

    @Test
    void aTextThatWasTamperedWithIsNoConsent() {
        grant("offline_access " + LONG, LONG, "offline_access");
        var client = servers.clients().read(app.clientId());
        client.path("attributes").fieldNames().forEachRemaining(name -> {
            if (name.startsWith("smart.consent.")) {
                client.withObject("/attributes").put(name, "patient/*.cruds");
            }
        });
        servers.clients().write(client);

        assertThat(visit(app.request("offline_access patient/Observation.rs")).isAsked()).isTrue();
        assertThat(visit(app.request("offline_access " + LONG)).isAsked()).isTrue();
    }

    @Test
    void refreshItselfCanBeTakenBack() {
        HttpAnswer tokens = grant(BOTH, "patient/Observation.rs", "patient/Condition.rs", "offline_access");

        demand(BOTH, "patient/Observation.rs", "patient/Condition.rs");

        Tokens.assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
        Tokens.assertRefused(app.refresh(tokens.text("refresh_token"), "patient/Condition.rs"), 400, "invalid_grant");
    }

    @Test
    void withdrawalEndsRefreshAndTokens() {
        HttpAnswer tokens = grant(BOTH, "patient/Observation.rs", "patient/Condition.rs", "offline_access");

        servers.admin().delete("/users/" + users.idOf(user) + "/consents/" + app.clientId());

        assertInactive(tokens);
        Tokens.assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
        grant(BOTH, "patient/Observation.rs", "patient/Condition.rs", "offline_access");
        Tokens.assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void aScopeThatCameWithARoleIsAskedAboutOnceTheUserHasTheRole() {
        String role = "role-" + UUID.randomUUID();
        servers.admin().post("/roles", JsonNodeFactory.instance.objectNode().put("name", role));
        JsonNode roles = JsonNodeFactory.instance.arrayNode().add(servers.admin().get("/roles/" + role).json());
        String scope = "user/Procedure.rs";
        TestApp special = ConsentUser.app(servers, scope, "user/Patient.rs");
        String mappings = "/client-scopes/" + servers.clients().scopeId(scope) + "/scope-mappings/realm";
        servers.admin().post(mappings, roles);
        try {
            AppRequest without = special.request("user/Patient.rs " + scope);
            ConsentUser asked = new ConsentUser(special, user).open(without);
            assertThat(asked.boxes().texts()).containsExactly("user/Patient.rs");
            servers.admin().post("/users/" + users.idOf(user) + "/role-mappings/realm", roles);

            asked.allow();

            assertThat(asked.showsProblem()).as("the page changed under the user").isTrue();
            assertThat(asked.boxes().texts()).containsExactlyInAnyOrder("user/Patient.rs", scope);
            Tokens.assertGranted(asked.allowOnly(scope).exchange(without), scope);
        } finally {
            servers.admin().send("DELETE", mappings, roles);
        }
    }

    /** Logs in anew, allows these scopes and no others, and gives the tokens. */
    private HttpAnswer grant(String scope, String... allowed) {
        AppRequest request = app.request(scope);
        return visit(request).allowOnly(allowed).exchange(request);
    }

    private void demand(String scope, String... allowed) {
        visit(app.request(scope).with("prompt", "consent")).allowOnly(allowed);
    }

    private ConsentUser visit(AppRequest request) {
        return new ConsentUser(app, user).open(request);
    }

    private void assertInactive(HttpAnswer tokens) {
        HttpAnswer answer = new Http().send("POST", URI.create(servers.issuer() + "/smart/introspect"), Map.of(
                "Authorization", "Bearer " + observer(), "Content-Type", "application/x-www-form-urlencoded"),
                "token=" + tokens.text("access_token"));
        assertThat(answer.body()).isEqualTo("{\"active\":false}");
    }

    private String observer() {
        return servers.clients().backendService("__introspect").requestToken("__introspect").text("access_token");
    }
}
