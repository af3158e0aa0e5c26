package dev.smartfhir.endtoend.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An app reads, changes and ends its registration (RFC 7592) and gets no wider by it. */
@EndToEnd
class ChangedRegistrationIT {

    private final Servers servers;
    private final RegistrationClient client;
    private final ObjectNode registration;
    private final String clientId;

    ChangedRegistrationIT(Servers servers) {
        this.servers = servers;
        this.client = new RegistrationClient(servers);
        this.registration = client.registered(RegistrationClient.publicApp("launch/patient patient/Observation.rs")
                .put("logo_uri", "https://app.example.org/logo.png"));
        this.clientId = registration.path("client_id").asText();
    }

    @Test
    void changesItsNameItsScopesAndItsAuthentication() {
        registration.put("client_name", "Diary 2").put("scope", "patient/Condition.rs fhirUser")
                .put("token_endpoint_auth_method", "client_secret_basic").remove("logo_uri");
        HttpAnswer answer = client.change(registration);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode told = answer.json();
        assertThat(told.path("client_name").asText()).isEqualTo("Diary 2");
        assertThat(told.path("scope").asText().split(" "))
                .containsExactlyInAnyOrder("openid", "patient/Condition.rs", "fhirUser");
        assertThat(told.has("logo_uri")).isFalse();
        assertThat(told.path("client_secret").asText()).isNotBlank();
        TestApp app = TestApp.registered(servers, told, null);
        Tokens.assertGranted(Person.create(servers, "Patient/pat-1").authorize(app, "patient/*.rs").exchange(),
                "patient/Condition.rs");
    }

    @Test
    void getsNoMoreByItselfWhereAnAdministratorTrustsItSoThatNobodyIsAsked() {
        servers.clients().write(servers.clients().read(clientId).put("consentRequired", false));
        HttpAnswer wider = client.change(registration.put("scope", "launch/patient patient/*.rs"));
        assertThat(wider.status()).isEqualTo(400);
        assertThat(wider.text("error")).isEqualTo("invalid_client_metadata");
        assertThat(client.change(registration.put("scope", "patient/Observation.rs offline_access")).status())
                .isEqualTo(400);

        HttpAnswer narrower = client.change(registration.put("scope", "patient/Observation.r"));
        assertThat(narrower.status()).as(narrower.body()).isEqualTo(200);
        assertThat(servers.clients().read(clientId).path("consentRequired").asBoolean()).isFalse();
    }

    @Test
    void keepsItsScopesWhereTheChangeNamesNone() {
        registration.remove("scope");

        assertThat(client.change(registration).text("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "launch/patient", "patient/Observation.rs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "scope; '\"system/*.cruds\"'; invalid_client_metadata",
        "scope; '\"openid\"'; invalid_client_metadata",
        "scope; '\"__introspect\"'; invalid_client_metadata",
        "scope; '\"patient/Observation.sr\"'; invalid_client_metadata",
        "redirect_uris; '[\"https://app.example.org/*\"]'; invalid_redirect_uri",
        "redirect_uris; '[\"http://app.example.org/\"]'; invalid_redirect_uri",
        "redirect_uris; '[]'; invalid_redirect_uri",
        "grant_types; '[\"authorization_code\",\"client_credentials\"]'; invalid_client_metadata",
        "token_endpoint_auth_method; '\"private_key_jwt\"'; invalid_client_metadata",
        "jwks_uri; '\"http://keys.example.org/jwks\"'; invalid_client_metadata",
        "client_id; '\"another\"'; invalid_client_metadata",
        "client_id; 'null'; invalid_client_metadata"})
    void isRefusedAndChangesNothing(String member, String json, String error) {
        String before = kept().toString();
        HttpAnswer answer = client.change(RegistrationClient.with(registration, member, json));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(kept().toString()).isEqualTo(before);
    }

    @Test
    void getsNoSystemScopeAndNothingBesideTheList() {
        HttpAnswer answer = client.change(registration.put("scope",
                "patient/*.cruds user/*.rs system/*.rs __introspect profile"));

        assertThat(answer.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "patient/*.rs");
    }

    @Test
    void unknownMembersTurnNothingOff() {
        registration.put("consentRequired", false).put("consent_required", false).put("fullScopeAllowed", true)
                .put("serviceAccountsEnabled", true).put("client_secret", "chosen")
                .putObject("attributes").put("smart.fhir-base", "https://evil.example.org/fhir");
        HttpAnswer answer = client.change(registration);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        ObjectNode kept = kept();
        assertThat(kept.path("consentRequired").asBoolean()).isTrue();
        assertThat(kept.path("fullScopeAllowed").asBoolean()).isFalse();
        assertThat(kept.path("serviceAccountsEnabled").asBoolean()).isFalse();
        assertThat(kept.path("attributes").has("smart.fhir-base")).isFalse();
    }

    @Test
    void leavesWhatAnAdministratorGaveIt() {
        String id = servers.clients().idOf(registration.path("client_id").asText());
        servers.clients().assignOptional(id, "user/Patient.rs");
        ObjectNode trusted = kept();
        trusted.put("consentRequired", false).put("description", "Ward 3's own");
        servers.clients().write(trusted);
        HttpAnswer answer = client.change(registration.put("scope", "launch/patient patient/Observation.r"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "launch/patient", "patient/Observation.r", "user/Patient.rs");
        assertThat(kept().path("consentRequired").asBoolean()).isFalse();
        assertThat(kept().path("description").asText()).isEqualTo("Ward 3's own");
    }

    @Test
    void doesNotTakeBackWhatAnAdministratorTookAway() {
        String id = servers.clients().idOf(clientId);
        servers.clients().removeOptional(id, "patient/*.rs");
        HttpAnswer changed = client.change(registration.put("scope", "launch/patient fhirUser patient/Observation.rs"));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "launch/patient", "fhirUser");
        assertThat(kept().path("optionalClientScopes").toString()).doesNotContain("patient/*.rs");
        servers.clients().assignOptional(id, "patient/*.rs");
        assertThat(client.read(changed.json()).text("scope")).contains("patient/*.rs");
    }

    @Test
    void theTokenIsReplacedByAChange() {
        JsonNode changed = client.change(registration).json();

        assertThat(client.read(changed).status()).isEqualTo(200);
        HttpAnswer old = client.read(registration);
        assertThat(old.status()).isEqualTo(401);
        assertThat(old.text("error")).isEqualTo("invalid_token");
    }

    @Test
    void endsAndIsGone() {
        assertThat(client.delete(registration).status()).isEqualTo(204);
        assertThat(client.read(registration).status()).isEqualTo(401);
        assertThat(client.change(registration).status()).isEqualTo(401);
        assertThat(client.delete(registration).status()).isEqualTo(401);
        assertThat(servers.clients().idOf(registration.path("client_id").asText())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"another app's", "initial access", "forged", "none"})
    void nobodyElseReadsChangesOrEndsIt(String kind) {
        String token = switch (kind) {
            case "another app's" -> client.registered(RegistrationClient.publicApp("patient/*.rs"))
                    .path("registration_access_token").asText();
            case "initial access" -> client.initialAccessToken(5);
            case "forged" -> registration.path("registration_access_token").asText().replaceFirst("\\.[^.]*$", ".AAAA");
            default -> null;
        };
        String address = registration.path("registration_client_uri").asText();
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            HttpAnswer answer = client.send(method, URI.create(address), token,
                    method.equals("PUT") ? registration.toString() : null);

            assertThat(answer.status()).as(method + " " + answer.body()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("patient/Observation.rs");
        }
        assertThat(client.read(registration).status()).isEqualTo(200);
    }

    private ObjectNode kept() {
        return servers.clients().read(clientId);
    }
}
