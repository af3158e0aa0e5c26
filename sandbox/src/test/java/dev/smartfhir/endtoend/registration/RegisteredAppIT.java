package dev.smartfhir.endtoend.registration;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.keycloak.JwksPage;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An app registers itself with an initial access token and works at once (SEC-12). */
@EndToEnd
class RegisteredAppIT {

    private final Servers servers;
    private final RegistrationClient client;

    RegisteredAppIT(Servers servers) {
        this.servers = servers;
        this.client = new RegistrationClient(servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "client_secret_basic", "client_secret_post"})
    void launchesStandaloneReadsAndRefreshesWithoutAnAdministratorsHelp(String method) {
        ObjectNode registration = client.registered(RegistrationClient.publicApp(RegistrationClient.SCOPES)
                .put("token_endpoint_auth_method", method));

        assertThat(registration.path("client_secret").isMissingNode()).isEqualTo(method.equals("none"));
        works(registration, null);
    }

    @Test
    void worksWithAKeyInline() throws Exception {
        ClientKey key = ClientKey.es384();
        ObjectNode app = RegistrationClient.publicApp(RegistrationClient.SCOPES)
                .put("token_endpoint_auth_method", "private_key_jwt");
        ObjectNode registration = client.registered(RegistrationClient.with(app, "jwks", key.publicKeySet()));

        assertThat(registration.path("client_secret").isMissingNode()).isTrue();
        assertThat(registration.path("jwks").toString()).isEqualTo(app.path("jwks").toString());
        works(registration, key);
    }

    @Test
    void worksWithAKeyAtAUrl() {
        ClientKey key = ClientKey.rs384();
        try (JwksPage page = new JwksPage(key.publicKeySet(), null)) {
            ObjectNode registration = client.registered(RegistrationClient.publicApp(RegistrationClient.SCOPES)
                    .put("token_endpoint_auth_method", "private_key_jwt").put("jwks_uri", page.url().toString()));

            assertThat(registration.path("jwks_uri").asText()).isEqualTo(page.url().toString());
            works(registration, key);
        }
    }

    private void works(JsonNode registration, ClientKey key) {
        TestApp app = TestApp.registered(servers, registration, key);
        String patient = "registered-" + app.clientId();
        stored(patient);
        HttpAnswer tokens = Person.create(servers, "Patient/" + patient)
                .authorize(app, RegistrationClient.SCOPES).exchange();

        assertGranted(tokens, RegistrationClient.SCOPES.split(" "));
        assertThat(tokens.text("patient")).isEqualTo(patient);
        HttpAnswer read = servers.fhir().get("/Patient/" + patient, tokens.text("access_token"));
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertGranted(app.refresh(tokens.text("refresh_token")), RegistrationClient.SCOPES.split(" "));
    }

    private void stored(String patient) {
        String token = servers.clients().backendService("system/Patient.cruds").requestToken("system/Patient.cruds")
                .text("access_token");
        HttpAnswer stored = servers.fhir().send("PUT", "/Patient/" + patient, token,
                "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}");
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
    }

    @Test
    void isAskedForConsentHasNoFullScopeNoServiceAccountAndNothingUnasked() {
        ObjectNode kept = servers.clients().read(client.registered(
                RegistrationClient.publicApp(RegistrationClient.SCOPES)).path("client_id").asText());

        assertThat(kept.path("consentRequired").asBoolean()).isTrue();
        for (String off : List.of("fullScopeAllowed", "serviceAccountsEnabled", "implicitFlowEnabled",
                "directAccessGrantsEnabled", "bearerOnly")) {
            assertThat(kept.path(off).asBoolean(true)).as(off).isFalse();
        }
        assertThat(kept.path("standardFlowEnabled").asBoolean()).isTrue();
        assertThat(kept.path("attributes").path("pkce.code.challenge.method").asText()).isEqualTo("S256");
        assertThat(kept.path("defaultClientScopes")).extracting(JsonNode::asText).containsExactly("basic");
        assertThat(kept.path("optionalClientScopes")).extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("fhirUser", "launch/patient", "offline_access", "patient/*.rs");
        assertThat(kept.path("protocolMappers").isEmpty()).isTrue();
        assertThat(kept.path("webOrigins")).extracting(JsonNode::asText).containsExactly("http://localhost:9");
        assertThat(kept.path("description").asText()).contains("patient/*.rs");
    }

    @Test
    void theConsentPageSaysWhereTheAnswerGoesBecauseTheAppNamedItself() {
        TestApp app = TestApp.registered(servers, client.registered(RegistrationClient.publicApp("patient/Patient.rs")
                .put("client_name", "City Hospital")), null);
        Browser browser = new Browser();
        HttpAnswer page = TestApp.back(browser, app.logIn(browser, app.request("patient/Patient.rs"),
                Person.create(servers, "Patient/pat-1").username()));

        assertThat(page.body()).contains("smart-consent-form", "City Hospital", "http://localhost:9");
    }

    @Test
    void tellsEverythingThatWasRegistered() {
        ObjectNode app = RegistrationClient.publicApp("patient/*.read launch/patient openid fhirUser offline_access")
                .put("client_uri", "https://app.example.org/").put("logo_uri", "https://app.example.org/logo.png")
                .put("policy_uri", "https://app.example.org/policy").put("tos_uri", "https://app.example.org/terms")
                .put("software_id", "unknown members are ignored");
        app.putArray("grant_types").add("authorization_code").add("refresh_token");
        app.putArray("response_types").add("code");
        HttpAnswer answer = client.register(app);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        JsonNode told = answer.json();
        assertThat(answer.header("Location")).isEqualTo(told.path("registration_client_uri").asText());
        for (String member : List.of("client_name", "redirect_uris", "token_endpoint_auth_method", "grant_types",
                "response_types", "client_uri", "logo_uri", "policy_uri", "tos_uri")) {
            assertThat(told.path(member)).as(member).isEqualTo(app.path(member));
        }
        assertThat(told.path("scope").asText().split(" ")).containsExactlyInAnyOrder("patient/*.read",
                "launch/patient", "openid", "fhirUser", "offline_access");
        assertThat(told.path("client_id_issued_at").asLong()).isPositive();
        JsonNode read = client.read(told).json();
        assertThat(read.path("scope")).isEqualTo(told.path("scope"));
        assertThat(read.path("redirect_uris")).isEqualTo(told.path("redirect_uris"));
    }

    @Test
    void aBrowserAppsOriginMayReadTheTokenEndpointsAnswers() {
        ObjectNode registration = client.registered(RegistrationClient.with(
                RegistrationClient.publicApp(RegistrationClient.SCOPES), "redirect_uris",
                "[\"https://Diary.example.org:443/back\",\"com.example.diary:/back\"]"));
        HttpAnswer answer = new Http().send("POST", servers.tokenEndpoint(), Map.of(
                "Origin", "https://diary.example.org", "Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=refresh_token&refresh_token=x&client_id=" + registration.path("client_id").asText());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://diary.example.org");
    }

    @Test
    void theSmartConfigurationNamesTheEndpoint() {
        URI document = URI.create(servers.issuer() + "/.well-known/smart-configuration");

        assertThat(new Http().get(document).text("registration_endpoint"))
                .isEqualTo(servers.issuer() + "/clients-registrations/openid-connect");
    }
}
