package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code aud} of an assertion at each endpoint (AUT-16), and revocation with what introspection then tells. */
@EndToEnd
class AssertionAudienceIT {

    private static final String SCOPE = "system/Bundle.crs";

    private final Servers servers;

    AssertionAudienceIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @CsvSource({"/token,/token", "/token/introspect,/token/introspect", "/token/introspect,/token", "/revoke,/revoke",
        "/revoke,/token"})
    void mayBeTheUrlThatItIsPostedToOrTheTokenUrl(String endpoint, String audience) {
        HttpAnswer answer = post(servers.clients().backendService(SCOPE), endpoint, url(audience).toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/token,/token/introspect", "/token,/revoke", "/token,/token/", "/token/introspect,/revoke",
        "/revoke,/token/introspect", "/revoke,/ext/par/request", "/token,/ext/par/request"})
    void mayNotBeTheUrlOfAnotherEndpoint(String endpoint, String audience) {
        assertRefused(post(servers.clients().backendService(SCOPE), endpoint, url(audience).toString()),
                401, "invalid_client");
    }

    @Test
    void mayNotBeTheSameEndpointOfAnotherRealm() {
        String other = url("/token").toString().replace("/realms/smart/", "/realms/master/");

        assertRefused(post(servers.clients().backendService(SCOPE), "/token", other), 401, "invalid_client");
    }

    @Test
    void oneAssertionServesOneEndpointOnce() {
        BackendService hospital = servers.clients().backendService(SCOPE);
        String assertion = hospital.assertion().signedBy(hospital.key());

        assertThat(post(assertion, "/token/introspect").status()).isEqualTo(200);
        assertRefused(post(assertion, "/token"), 401, "invalid_client");
        assertRefused(post(assertion, "/revoke"), 401, "invalid_client");
    }

    @Test
    void aRevokedTokenIsInactiveAndAnotherOneIsNot() {
        BackendService hospital = servers.clients().backendService(SCOPE);
        String revoked = hospital.accessToken(SCOPE);
        String kept = hospital.accessToken(SCOPE);

        assertThat(hospital.post(url("/revoke"), Map.of("token", revoked)).status()).isEqualTo(200);

        assertThat(hospital.post(url("/token/introspect"), Map.of("token", revoked)).body())
                .isEqualTo("{\"active\":false}");
        assertThat(hospital.post(url("/token/introspect"), Map.of("token", kept)).json().path("active").asBoolean())
                .isTrue();
        assertGranted(hospital.requestToken(SCOPE), SCOPE);
    }

    @Test
    void aTokenIsNotRevokedByAnotherClient() {
        BackendService hospital = servers.clients().backendService(SCOPE);
        String token = hospital.accessToken(SCOPE);

        servers.clients().backendService(SCOPE).post(url("/revoke"), Map.of("token", token));

        assertThat(hospital.post(url("/token/introspect"), Map.of("token", token)).json().path("active").asBoolean())
                .isTrue();
    }

    private HttpAnswer post(BackendService client, String endpoint, String audience) {
        return post(client.assertion().withClaim("aud", audience).signedBy(client.key()), endpoint);
    }

    private HttpAnswer post(String assertion, String endpoint) {
        Map<String, String> form = new HashMap<>(Map.of("client_assertion_type", BackendService.JWT_BEARER,
                "client_assertion", assertion));
        form.putAll(endpoint.equals("/token")
                ? Map.of("grant_type", "client_credentials", "scope", SCOPE) : Map.of("token", "nonsense"));
        return new Http().post(url(endpoint), form);
    }

    private URI url(String path) {
        return URI.create(servers.issuer() + "/protocol/openid-connect" + path);
    }
}
