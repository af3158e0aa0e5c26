package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A SMART client with a registration access token cannot give itself what only administrators give. */
@EndToEnd
class SelfRegistrationIT {

    private static final String SCOPE = "system/Bundle.crs";

    private final Servers servers;
    private BackendService hospital;

    SelfRegistrationIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart.fhir-base", "smart.attribute.institution",
        "smart.consent.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "allow.token.introspection.without.audience.check"})
    void anAttributeForAdministratorsIsRefused(String attribute) {
        HttpAnswer answer = change(client -> client.withObject("/attributes").put(attribute, "true"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_client_metadata");
        assertThat(servers.clients().read(hospital.clientId()).path("attributes").has(attribute)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart.attribute.institution", "smart.attribute.", "smart.consent.x"})
    void aClientThatRegistersChoosesNoValueForPlaceholdersOfCeilingsThatItMayGetLater(String attribute) {
        ObjectNode client = servers.clients().confidential();
        client.withObject("/attributes").put(attribute, "1145010010");
        String initial = initialAccessToken();

        HttpAnswer refused = register(initial, client);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_client_metadata");
        assertThat(servers.clients().idOf(client.get("clientId").asText())).isEmpty();

        client.withObject("/attributes").remove(attribute);
        HttpAnswer registered = register(initial, client);
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        client.withObject("/attributes").put(attribute, "1145010010");
        HttpAnswer changed = send("PUT", client.get("clientId").asText(), registered.text("registrationAccessToken"),
                client);
        assertThat(changed.status()).as(changed.body()).isEqualTo(400);
        assertThat(servers.clients().read(client.get("clientId").asText()).path("attributes").has(attribute)).isFalse();
    }

    @Test
    void theFhirServerThatItIsHeldToCannotBeTakenAway() {
        for (String value : new String[] {"", null}) {
            hospital = servers.clients().backendService(SCOPE);
            ObjectNode held = servers.clients().read(hospital.clientId());
            held.withObject("/attributes").put("smart.fhir-base", servers.fhirBase().toString());
            servers.clients().write(held);

            HttpAnswer answer = changeHospital(client -> client.withObject("/attributes")
                    .put("smart.fhir-base", value));

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(servers.clients().read(hospital.clientId()).path("attributes").path("smart.fhir-base").asText())
                    .isEqualTo(servers.fhirBase().toString());
        }
    }

    @Test
    void aCeilingIsRefused() {
        servers.clients().scopeId("system/*.cruds");

        HttpAnswer answer = change(client -> client.withArray("/optionalClientScopes").add("system/*.cruds"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(hospital.requestToken("system/Patient.rs").text("error")).isEqualTo("invalid_scope");
        assertGranted(hospital.requestToken(SCOPE + " system/Patient.rs"), SCOPE);
    }

    @Test
    void itsNameMayBeChanged() {
        HttpAnswer answer = change(client -> client.put("name", "St. Elsewhere"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertGranted(hospital.requestToken(SCOPE), SCOPE);
    }

    private HttpAnswer change(Consumer<ObjectNode> change) {
        hospital = servers.clients().backendService(SCOPE);
        return changeHospital(change);
    }

    private HttpAnswer changeHospital(Consumer<ObjectNode> change) {
        String id = servers.clients().idOf(hospital.clientId());
        String token = servers.admin().post("/clients/" + id + "/registration-access-token", null)
                .text("registrationAccessToken");
        HttpAnswer read = send("GET", token, null);
        ObjectNode client = (ObjectNode) read.json();
        change.accept(client);
        return send("PUT", client.path("registrationAccessToken").asText(token), client);
    }

    private String initialAccessToken() {
        return servers.admin().post("/clients-initial-access",
                JsonNodeFactory.instance.objectNode().put("count", 5).put("expiration", 60)).text("token");
    }

    private HttpAnswer register(String initialAccessToken, JsonNode client) {
        return send("POST", "", initialAccessToken, client);
    }

    private HttpAnswer send(String method, String token, JsonNode body) {
        return send(method, hospital.clientId(), token, body);
    }

    private HttpAnswer send(String method, String path, String token, JsonNode body) {
        URI address = URI.create(servers.issuer() + "/clients-registrations/default"
                + (path.isEmpty() ? "" : "/" + path));
        return new Http().send(method, address,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body == null ? null : body.toString());
    }
}
