package dev.smartfhir.endtoend.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keycloak's consoles show in words what a user granted, and take it back. */
@EndToEnd
class ConsentConsolesIT {

    private static final String SCOPE = "openid offline_access patient/Observation.rs patient/Condition.rs";

    private final Servers servers;
    private final TestUsers users;
    private TestApp app;
    private String user;
    private HttpAnswer tokens;
    private String account;

    ConsentConsolesIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeEach
    void aUserGrantsOneScopeAndRefusesAnother() {
        app = ConsentUser.app(servers, "patient/*.rs", "offline_access");
        user = users.create("Patient/p-consoles");
        AppRequest request = app.request(SCOPE);
        tokens = new ConsentUser(app, user).open(request).allowWithout("patient/Observation.rs").exchange(request);
        account = AccountToken.of(servers, user);
    }

    @Test
    void theAccountConsoleSaysInTheUsersLanguageWhatWasGrantedAndNeverWhatWasDeclined() {
        String english = applications("en");
        String chinese = applications("zh-TW");

        assertThat(english).contains("Read and search the patient").contains("illnesses")
                .doesNotContain("measurements", "patient/Observation", "- patient");
        assertThat(chinese).doesNotContain("Read and search").contains("讀取");
        assertThat(english).isEqualTo(applications("en"));
    }

    @Test
    void whatTheConsoleReadDoesNotHideWhatWasDeclined() {
        applications("en");
        servers.admin().get("/users/" + users.idOf(user) + "/consents");

        AppRequest again = app.request(SCOPE);
        Tokens.assertGranted(new ConsentUser(app, user).open(again).exchange(again), "openid", "offline_access",
                "patient/Condition.rs");
    }

    @Test
    void theAdminConsoleShowsTheScopes() {
        JsonNode consent = servers.admin().get("/users/" + users.idOf(user) + "/consents").json().path(0);

        assertThat(consent.path("clientId").asText()).isEqualTo(app.clientId());
        assertThat(consent.path("grantedClientScopes").toString()).contains("patient/Condition.rs", "offline_access")
                .doesNotContain("patient/Observation.rs");
    }

    @Test
    void removingAccessEndsRefresh() {
        assertThat(account("DELETE", "/applications/" + app.clientId() + "/consent", null, "en").status())
                .isEqualTo(204);

        Tokens.assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
        assertThat(new ConsentUser(app, user).open(app.request(SCOPE)).isAsked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ patient/*.cruds", "- patient/Condition.rs", "+ #AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "+ ", "patient/*.cruds"})
    void consentIsNotMadeByWritingIdsOfScopes(String id) {
        HttpAnswer answer = account("PUT", "/applications/" + app.clientId() + "/consent",
                "{\"grantedScopes\":[{\"id\":\"" + id + "\"}]}", "en");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        Tokens.assertGranted(app.refresh(tokens.text("refresh_token")), "openid", "offline_access",
                "patient/Condition.rs");
    }

    @Test
    void aCeilingOfTheSameNameIsNoConsentForData() {
        String ceiling = servers.clients().scopeId("patient/*.rs");
        HttpAnswer answer = account("PUT", "/applications/" + app.clientId() + "/consent",
                "{\"grantedScopes\":[{\"id\":\"" + ceiling + "\"}]}", "en");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);

        Tokens.assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
        assertThat(new ConsentUser(app, user).open(app.request(SCOPE)).boxes().texts()).hasSize(3);
    }

    private String applications(String language) {
        HttpAnswer answer = account("GET", "/applications", null, language);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (JsonNode application : answer.json()) {
            if (application.path("clientId").asText().equals(app.clientId())) {
                return application.path("consent").toString();
            }
        }
        throw new AssertionError("the app is not listed: " + answer.body());
    }

    private HttpAnswer account(String method, String path, String body, String language) {
        return new Http().send(method, URI.create(servers.issuer() + "/account" + path), Map.of(
                "Authorization", "Bearer " + account, "Accept", "application/json", "Accept-Language", language,
                "Content-Type", "application/json"), body);
    }
}
