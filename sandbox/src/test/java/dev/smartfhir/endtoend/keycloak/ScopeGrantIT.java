package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.AdminApi;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend service is granted of what it asks for (SCO-*, BKS-08, BKS-16, BKS-17, D-25, D-26). */
@EndToEnd
class ScopeGrantIT {

    private final Servers servers;

    ScopeGrantIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Patient.rs", "system/Bundle.ud", "patient/*.rs", "user/Bundle.rs", "launch",
        "launch/patient", "nonsense", "offline_access", "online_access", "patient/Bundle.crs launch nonsense"})
    void refusesARequestOfWhichNothingRemains(String scope) {
        assertRefused(hospital().requestToken(scope), 400, "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.sr", "system/Bundle.", "system/Nothing.rs", "system/bundle.rs",
        "system/Bundle.rs?", "system/Bundle.rs?x", "patient/Observation.dus", "system/Bundle.crs system/Bundle.rc"})
    void refusesMalformedSmartSyntaxAndNamesIt(String scope) {
        HttpAnswer answer = hospital().requestToken(scope);

        assertRefused(answer, 400, "invalid_scope");
        assertThat(answer.text("error_description")).contains(scope.substring(scope.lastIndexOf(' ') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.rs?composition.patient=1", "system/Bundle.rs?type:not=collection",
        "system/Bundle.rs?_has:Group:member:_id=1", "system/Bundle.rs?_filter=x", "system/Bundle.rs?_include=*"})
    void refusesConstraintsThatNoServerCouldEvaluate(String scope) {
        assertRefused(hospital().requestToken(scope), 400, "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesARequestWithoutScope(String scope) {
        assertRefused(hospital().requestToken(scope), 400, "invalid_scope");
    }

    @ParameterizedTest
    @CsvSource({
        "system/Bundle.cruds, system/Bundle.crs",
        "system/Bundle.r, system/Bundle.r",
        "system/Bundle.c system/Bundle.rs, system/Bundle.crs",
        "system/*.rs, system/Bundle.rs system/ClaimResponse.rs",
        "system/*.*, system/Bundle.crs system/ClaimResponse.rs",
        "system/Bundle.read, system/Bundle.read",
        "system/Bundle.rs?type=collection, system/Bundle.rs?type=collection",
        "system/Bundle.rs?identifier=http://example.org/a.b|1%2C2,"
            + " system/Bundle.rs?identifier=http://example.org/a.b|1%2C2",
        "system/Bundle.crs system/Patient.rs patient/*.rs launch nonsense, system/Bundle.crs",
        "system/Bundle.rs openid, system/Bundle.rs openid"})
    void grantsWhatIsAskedWithinTheCeilings(String asked, String granted) {
        assertGranted(hospital().requestToken(asked), granted.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/ClaimResponse.rs system/Bundle.crs openid", "openid system/Bundle.r",
        "system/Bundle.crs system/ClaimResponse.rs"})
    void keepsTheOrderOfTheRequest(String asked) {
        HttpAnswer answer = hospital().requestToken(asked);

        String smartFirst = asked.startsWith("openid ") ? asked.substring(7) + " openid" : asked;
        assertThat(answer.text("scope")).isEqualTo(smartFirst);
        assertThat(claims(answer)).containsEntry("scope", smartFirst);
    }

    @Test
    void aConstrainedCeilingConstrainsWhatIsGranted() {
        String ceiling = "system/Observation.rs?category=laboratory";
        BackendService laboratory = servers.clients().backendService(ceiling);

        assertGranted(laboratory.requestToken("system/Observation.rs"), ceiling);
        assertGranted(laboratory.requestToken("system/*.r"), "system/Observation.r?category=laboratory");
    }

    @Test
    void aDefaultAssignmentIsACeilingAndNothingIsGrantedUnasked() {
        BackendService hospital = servers.clients().backendService("system/Bundle.crs");
        String id = servers.clients().idOf(hospital.clientId());
        servers.clients().assignDefault(id, "system/ClaimResponse.rs");

        assertGranted(hospital.requestToken("system/Bundle.r"), "system/Bundle.r");
        assertGranted(hospital.requestToken("system/ClaimResponse.rs"), "system/ClaimResponse.rs");
        assertRefused(hospital.requestToken(""), 400, "invalid_scope");
    }

    @Test
    void aCeilingWithARoleCountsOnlyForAServiceAccountThatHasIt() {
        BackendService hospital = servers.clients().backendService("system/ClaimResponse.r");
        String ceiling = "system/ClaimResponse.rs?status=active";
        AdminApi admin = servers.admin();
        ObjectNode role = JsonNodeFactory.instance.objectNode().put("name", "payer-" + UUID.randomUUID());
        admin.post("/roles", role);
        var roles = JsonNodeFactory.instance.arrayNode()
                .add(admin.get("/roles/" + role.get("name").asText()).json());
        String scope = servers.clients().scopeId(ceiling);
        String client = servers.clients().idOf(hospital.clientId());
        admin.post("/client-scopes/" + scope + "/scope-mappings/realm", roles);
        try {
            servers.clients().assignOptional(client, ceiling);
            assertGranted(hospital.requestToken("system/ClaimResponse.rs"), "system/ClaimResponse.r");

            String user = admin.get("/clients/" + client + "/service-account-user").text("id");
            admin.post("/users/" + user + "/role-mappings/realm", roles);
            assertGranted(hospital.requestToken("system/ClaimResponse.s"), "system/ClaimResponse.s?status=active");
        } finally {
            admin.delete("/client-scopes/" + scope);
        }
    }

    @Test
    void takingACeilingAwayTakesEffectOnTheNextToken() {
        BackendService hospital = hospital();
        assertGranted(hospital.requestToken("system/*.r"), "system/Bundle.r", "system/ClaimResponse.r");

        servers.clients().removeOptional(servers.clients().idOf(hospital.clientId()), "system/Bundle.crs");

        assertGranted(hospital.requestToken("system/*.r"), "system/ClaimResponse.r");
    }

    @Test
    void aClientWithASecretGetsNoSystemScope() {
        ObjectNode client = servers.clients().confidential();
        client.put("clientAuthenticatorType", "client-secret").put("secret", "correct-horse");
        String id = servers.clients().create(client);
        servers.clients().assignOptional(id, "system/Bundle.crs");
        Map<String, String> form = Map.of("grant_type", "client_credentials", "client_secret", "correct-horse",
                "client_id", client.get("clientId").asText(), "scope", "system/Bundle.crs");

        assertRefused(new Http().post(servers.tokenEndpoint(), form), 400, "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.sr", "patient/Nothing.rs", "user/Patient.",
        "system/Bundle.rs?identifier=${A}", "system/Bundle.rs?identifier=${"})
    void anAdministratorCannotMakeACeilingThatIsNoScope(String name) {
        assertThat(createScope(name).status()).isEqualTo(400);
    }

    @Test
    void aCeilingThatIsTooLongForItsColumnIsRefusedWithAReason() {
        HttpAnswer answer = createScope("system/Observation.rs?code=" + "x".repeat(250));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("255");
    }

    @Test
    void aCeilingCannotBeRenamedToWhatIsNoScope() {
        String name = "system/Observation.rs?code=" + UUID.randomUUID();
        String id = servers.clients().scopeId(name);
        ObjectNode scope = (ObjectNode) servers.admin().get("/client-scopes/" + id).json();
        try {
            assertThat(servers.admin().send("PUT", "/client-scopes/" + id, scope.put("name", "system/Bundle.sr"))
                    .status()).isEqualTo(400);
            assertThat(servers.admin().get("/client-scopes/" + id).text("name")).isEqualTo(name);
        } finally {
            servers.admin().delete("/client-scopes/" + id);
        }
    }

    @Test
    void theConsoleShowsTheRealAssignments() {
        String id = servers.clients().idOf(hospital().clientId());

        assertThat(servers.admin().get("/clients/" + id + "/optional-client-scopes").json().findValuesAsText("name"))
                .contains("system/Bundle.crs", "system/ClaimResponse.rs", "offline_access");
        assertThat(servers.admin().get("/clients/" + id + "/default-client-scopes").json().findValuesAsText("name"))
                .contains("profile", "email", "basic");
    }

    @Test
    void noDefaultScopeAddsClaimsAboutAPerson() {
        assertThat(claims(hospital().requestToken("system/Bundle.crs"))).doesNotContainKeys("name", "email",
                "preferred_username");
    }

    private HttpAnswer createScope(String name) {
        return servers.admin().send("POST", "/client-scopes", JsonNodeFactory.instance.objectNode()
                .put("name", name).put("protocol", "openid-connect"));
    }

    private BackendService hospital() {
        return servers.clients().backendService("system/Bundle.crs", "system/ClaimResponse.rs");
    }
}
