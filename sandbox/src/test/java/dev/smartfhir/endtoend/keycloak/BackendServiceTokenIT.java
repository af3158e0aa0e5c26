package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token of a backend service: audience, lifetime, what stands beside it, introspection (BKS-11 to BKS-20). */
@EndToEnd
class BackendServiceTokenIT {

    private static final String SCOPE = "system/Bundle.crs";

    private final Servers servers;

    BackendServiceTokenIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void hasTheFieldsOfTheStandardAndNothingThatRenewsIt() {
        HttpAnswer answer = with(Map.of("client_credentials.use_refresh_token", "true")).requestToken(SCOPE);

        assertGranted(answer, SCOPE);
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isBetween(295, 300);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "86400", "301"})
    void livesFiveMinutesAtMostWhateverTheClientIsSetTo(String lifespan) {
        HttpAnswer answer = with(Map.of("access.token.lifespan", lifespan)).requestToken(SCOPE);

        assertThat(answer.json().path("expires_in").asInt()).isBetween(295, 300);
        assertThat(life(answer)).isEqualTo(300);
    }

    @Test
    void livesShorterWhereTheClientIsSetSo() {
        HttpAnswer answer = with(Map.of("access.token.lifespan", "60")).requestToken(SCOPE);

        assertThat(answer.json().path("expires_in").asInt()).isBetween(55, 60);
        assertThat(life(answer)).isEqualTo(60);
    }

    @Test
    void isForTheFhirServerAndNobodyElse() {
        BackendService hospital = servers.clients().backendService(SCOPE);
        ObjectNode mapper = JsonNodeFactory.instance.objectNode().put("name", "more").put("protocol",
                "openid-connect").put("protocolMapper", "oidc-audience-mapper");
        mapper.putObject("config").put("included.custom.audience", "https://other.example.org")
                .put("access.token.claim", "true").put("introspection.token.claim", "true");
        servers.admin().post("/clients/" + servers.clients().idOf(hospital.clientId()) + "/protocol-mappers/models",
                mapper);

        Map<String, Object> claims = claims(hospital.requestToken(SCOPE));

        assertThat(claims.get("aud")).isIn(servers.fhirBase().toString(), List.of(servers.fhirBase().toString()));
        assertThat(claims).containsEntry("client_id", hospital.clientId()).containsEntry("azp", hospital.clientId());
    }

    @Test
    void noMapperCanWidenTheScope() {
        BackendService hospital = servers.clients().backendService(SCOPE);
        ObjectNode mapper = JsonNodeFactory.instance.objectNode().put("name", "more").put("protocol",
                "openid-connect").put("protocolMapper", "oidc-hardcoded-claim-mapper");
        mapper.putObject("config").put("claim.name", "scope").put("claim.value", "system/*.cruds")
                .put("jsonType.label", "String").put("access.token.claim", "true");
        servers.admin().post("/clients/" + servers.clients().idOf(hospital.clientId()) + "/protocol-mappers/models",
                mapper);

        assertGranted(hospital.requestToken(SCOPE), SCOPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org/fhir", "", "nonsense"})
    void refusesAResourceThatIsNoFhirServerOfTheRealm(String resource) {
        assertRefused(request(servers.clients().backendService(SCOPE), resource), 400, "invalid_target");
    }

    @Test
    void takesTheFhirServerAsResource() {
        assertGranted(request(servers.clients().backendService(SCOPE), servers.fhirBase() + "/"), SCOPE);
    }

    @Test
    void aClientHeldToAnUnknownFhirServerGetsNoToken() {
        assertRefused(with(Map.of("smart.fhir-base", "https://evil.example.org/fhir")).requestToken(SCOPE), 400,
                "invalid_target");
    }

    @Test
    void introspectionTellsTheGrantedScopeAndTheOneAudience() {
        BackendService hospital = servers.clients().backendService("system/Bundle.crs", "system/ClaimResponse.rs");
        HttpAnswer token = hospital.requestToken("system/*.rs");

        HttpAnswer told = introspect(hospital, token.text("access_token"));

        assertThat(told.json().path("active").asBoolean()).isTrue();
        assertThat(told.text("scope").split(" "))
                .containsExactlyInAnyOrder("system/Bundle.rs", "system/ClaimResponse.rs");
        assertThat(told.text("aud")).isEqualTo(servers.fhirBase().toString());
        assertThat(told.text("client_id")).isEqualTo(hospital.clientId());
        assertThat(told.json().path("exp").asLong()).isEqualTo(claims(token).get("exp"));
    }

    @Test
    void introspectionKnowsAScopeThatSeveralCeilingsAllowTogether() {
        BackendService hospital = servers.clients().backendService("system/Bundle.r", "system/Bundle.s");
        String token = hospital.requestToken("system/Bundle.rs").text("access_token");

        assertThat(introspect(hospital, token).text("scope")).isEqualTo("system/Bundle.rs");
    }

    @Test
    void introspectionTellsAnotherClientNothingUnlessItHasTheCeiling() {
        String token = servers.clients().backendService(SCOPE).accessToken(SCOPE);

        assertThat(introspect(servers.clients().backendService(SCOPE), token).body()).isEqualTo("{\"active\":false}");
        assertThat(introspect(with(Map.of("allow.token.introspection.without.audience.check", "true")), token).body())
                .isEqualTo("{\"active\":false}");
        assertThat(introspect(servers.clients().backendService("__introspect"), token)
                .json().path("active").asBoolean()).isTrue();
    }

    @Test
    void aTokenIsInactiveOnceItsCeilingIsTakenAway() {
        BackendService hospital = servers.clients().backendService(SCOPE);
        String token = hospital.accessToken(SCOPE);
        String id = servers.clients().idOf(hospital.clientId());
        servers.clients().assignOptional(id, "system/ClaimResponse.rs");
        servers.clients().removeOptional(id, SCOPE);

        assertThat(introspect(hospital, token).body()).isEqualTo("{\"active\":false}");
    }

    private HttpAnswer introspect(BackendService caller, String token) {
        return caller.post(URI.create(servers.tokenEndpoint() + "/introspect"), Map.of("token", token));
    }

    private HttpAnswer request(BackendService client, String resource) {
        return client.post(servers.tokenEndpoint(),
                Map.of("grant_type", "client_credentials", "scope", SCOPE, "resource", resource));
    }

    private BackendService with(Map<String, String> attributes) {
        ClientKey key = ClientKey.es384();
        ObjectNode client = servers.clients().confidential();
        ObjectNode set = client.withObject("/attributes");
        set.put("use.jwks.string", "true").put("jwks.string", key.publicKeySet());
        attributes.forEach(set::put);
        return servers.clients().backendService(client, key, SCOPE);
    }

    private static long life(HttpAnswer answer) {
        Map<String, Object> claims = claims(answer);
        return ((Number) claims.get("exp")).longValue() - ((Number) claims.get("iat")).longValue();
    }
}
