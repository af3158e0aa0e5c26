package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No grant type but client credentials and authorization code grants a SMART scope (D-25, CTX-09, CTX-12). */
@EndToEnd
class OtherGrantTypesIT {

    private static final List<String> CEILINGS = List.of("system/Bundle.crs", "patient/Observation.rs",
            "user/Observation.rs", "launch/patient");
    private static final String REDIRECT = "http://localhost:9/back";
    private static final String PASSWORD = "correct horse";

    private final Servers servers;
    private final String user = "user-" + UUID.randomUUID();
    private BackendService app;

    OtherGrantTypesIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void makeAnAppWithEveryGrantAndEveryCeiling() {
        ClientKey key = ClientKey.es384();
        ObjectNode client = servers.clients().confidential();
        client.put("standardFlowEnabled", true).put("implicitFlowEnabled", true)
                .put("directAccessGrantsEnabled", true).putArray("redirectUris").add(REDIRECT);
        client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet())
                .put("oauth2.device.authorization.grant.enabled", "true").put("oidc.ciba.grant.enabled", "true")
                .put("standard.token.exchange.enabled", "true");
        app = servers.clients().backendService(client, key, CEILINGS.get(0));
        String id = servers.clients().idOf(app.clientId());
        CEILINGS.subList(1, CEILINGS.size()).forEach(ceiling -> servers.clients().assignDefault(id, ceiling));
        ObjectNode person = JsonNodeFactory.instance.objectNode().put("username", user).put("enabled", true)
                .put("firstName", "A").put("lastName", "B").put("email", user + "@example.org");
        person.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
        servers.admin().post("/users", person);
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.crs", "patient/Observation.rs", "user/Observation.rs", "launch/patient",
        "launch", "system/*.rs patient/*.rs"})
    void aPasswordGrantsNone(String scope) {
        assertRefused(password(scope), 400, "invalid_scope");
        assertNothingSmart(password("openid " + scope));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.sr", "patient/Nothing.rs"})
    void malformedSyntaxIsNamedThereToo(String scope) {
        assertThat(password("openid " + scope).text("error_description")).contains(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "id_token token", "code token", "code id_token", "none"})
    void noResponseTypeButCodeGrantsAnything(String type) {
        for (String scope : List.of("openid", "openid patient/Observation.rs", "system/Bundle.crs")) {
            HttpAnswer answer = new Browser().open(authorize(request(scope).with("response_type", type)));

            assertThat(answer.status()).isEqualTo(302);
            assertThat(Browser.parameter(answer, "error")).isEqualTo("unsupported_response_type");
            assertThat(answer.header("Location")).doesNotContain("access_token", "id_token", "code=");
        }
    }

    @Test
    void aCodeNeverGrantsSystemScopes() {
        HttpAnswer alone = new Browser().open(authorize(request("system/Bundle.crs")));
        assertThat(Browser.parameter(alone, "error")).isEqualTo("invalid_scope");

        AppRequest request = request("openid system/Bundle.crs");
        Browser browser = new Browser();
        HttpAnswer back = browser.logIn(browser.open(authorize(request)), user, PASSWORD);
        assertNothingSmart(exchange(back, request));
    }

    @Test
    void aCodeForOrdinaryScopesCarriesNoneAndIsNotRenewed() {
        AppRequest request = request("openid");
        Browser browser = new Browser();
        HttpAnswer back = browser.logIn(browser.open(authorize(request)), user, PASSWORD);

        HttpAnswer answer = exchange(back, request);

        assertNothingSmart(answer);
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.crs", "patient/Observation.rs", "user/Observation.rs", "launch/patient"})
    void aDeviceGrantsNone(String scope) {
        HttpAnswer device = app.post(endpoint("/auth/device"), Map.of("scope", "openid " + scope));
        Browser browser = new Browser();
        HttpAnswer login = browser.follow(browser.open(URI.create(device.text("verification_uri_complete"))));
        browser.accept(browser.follow(browser.logIn(login, user, PASSWORD)));

        assertNothingSmart(post(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                "device_code", device.text("device_code"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.crs", "patient/Observation.rs", "user/Observation.rs", "launch/patient"})
    void cibaAndTokenExchangeGrantNone(String scope) {
        assertRefused(app.post(endpoint("/ext/ciba/auth"), Map.of("scope", "openid " + scope, "login_hint", user)),
                400, "invalid_scope");

        assertRefused(exchange(password("openid").text("access_token"), Map.of("scope", scope)),
                400, "invalid_scope");
    }

    @Test
    void aSystemTokenCannotBeExchangedForAnotherWithItsScopes() {
        HttpAnswer answer = exchange(app.accessToken("system/Bundle.crs"), Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("scope")).isEmpty();
        assertThat(String.valueOf(claims(answer).get("scope"))).isEmpty();
        assertThat(String.valueOf(claims(answer).get("aud"))).doesNotContain(servers.fhirBase().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:uma-ticket", "urn:ietf:params:oauth:grant-type:device_code",
        "urn:openid:params:grant-type:ciba"})
    void otherGrantTypesAnswerTheRequestForASmartScopeWithAnError(String grantType) {
        HttpAnswer answer = post(Map.of("grant_type", grantType, "scope", "system/Bundle.crs"));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 403);
        assertThat(answer.json().has("access_token")).isFalse();
    }

    @Test
    void aPermissionTokenNeedsNoScopeAndCarriesNone() {
        String id = servers.clients().idOf(app.clientId());
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("authorizationServicesEnabled", true));
        String rules = "/clients/" + id + "/authz/resource-server";
        ObjectNode policy = JsonNodeFactory.instance.objectNode().put("name", "itself");
        policy.putArray("clients").add(id);
        String policyId = servers.admin().post(rules + "/policy/client", policy).text("id");
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("name", "thing");
        String resourceId = servers.admin().post(rules + "/resource", resource).text("_id");
        ObjectNode permission = JsonNodeFactory.instance.objectNode().put("name", "may");
        permission.putArray("resources").add(resourceId);
        permission.putArray("policies").add(policyId);
        servers.admin().post(rules + "/permission/resource", permission);
        Map<String, String> uma = Map.of("grant_type", "urn:ietf:params:oauth:grant-type:uma-ticket",
                "audience", app.clientId());

        assertThat(String.valueOf(claims(post(uma)).get("scope"))).doesNotContain("/", "launch");
        for (String scope : CEILINGS) {
            Map<String, String> more = new HashMap<>(uma);
            more.put("scope", scope);
            assertRefused(post(more), 400, "invalid_scope");
        }
    }

    private HttpAnswer password(String scope) {
        return post(Map.of("grant_type", "password", "username", user, "password", PASSWORD, "scope", scope));
    }

    private HttpAnswer post(Map<String, String> form) {
        return app.post(servers.tokenEndpoint(), new HashMap<>(form));
    }

    private HttpAnswer exchange(String subject, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.putAll(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token", subject,
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));
        return post(form);
    }

    private URI endpoint(String path) {
        return URI.create(servers.issuer() + "/protocol/openid-connect" + path);
    }

    private AppRequest request(String scope) {
        return AppRequest.of(app.clientId(), REDIRECT).with("scope", scope).with("nonce", "n")
                .with("aud", servers.fhirBase().toString());
    }

    private URI authorize(AppRequest request) {
        return URI.create(endpoint("/auth") + "?" + request.encoded());
    }

    private HttpAnswer exchange(HttpAnswer back, AppRequest request) {
        return post(Map.of("grant_type", "authorization_code", "redirect_uri", REDIRECT,
                "code", Browser.parameter(back, "code"), "code_verifier", request.verifier()));
    }

    private static void assertNothingSmart(HttpAnswer answer) {
        assertNothingSmart(String.valueOf(claims(answer).get("scope")));
        assertNothingSmart(answer.text("scope"));
    }

    private static void assertNothingSmart(String scope) {
        assertThat(scope.split(" ")).noneMatch(name -> name.contains("/") || name.startsWith("launch"));
        assertThat(scope.split(" ")).contains("openid").doesNotContain("profile", "email");
    }
}
