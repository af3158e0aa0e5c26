package dev.smartfhir.endtoend.introspection;

import static dev.smartfhir.endtoend.app.Tokens.claims;
import static dev.smartfhir.endtoend.introspection.Introspection.assertActive;
import static dev.smartfhir.endtoend.introspection.Introspection.assertInactive;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.FullContext;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestEhr;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are active, and what is told of them, at both endpoints (INT-01 to INT-10). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenStateIT {

    private static final String SCOPE =
            "openid fhirUser launch launch/patient patient/*.rs user/Patient.r offline_access";
    private static final String[] CEILINGS = {"launch", "launch/patient", "fhirUser", "patient/*.rs", "user/*.rs",
        "offline_access", "online_access"};

    private final Servers servers;
    private TestEhr ehr;
    private Person clinician;
    private TestApp app;
    private HttpAnswer granted;

    TokenStateIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void makeAUser() {
        ehr = TestEhr.create(servers);
        clinician = Person.create(servers, "Practitioner/dr-lin");
    }

    @BeforeEach
    void launch() {
        app = TestApp.withSecret(servers, CEILINGS);
        granted = clinician.authorize(app, SCOPE, FullContext.launch(ehr, app, clinician, "p1")).exchange();
    }

    @Test
    void tellsEverythingThatSmartNamesInItsJsonTypesAndNothingElse() {
        HttpAnswer answer = introspect(granted.text("access_token"));
        assertActive(answer);
        ObjectNode context = FullContext.of("p1");
        Map<String, Object> token = claims(granted);
        JsonNode told = answer.json();

        TreeSet<String> names = new TreeSet<>(List.of("active", "iss", "sub", "aud", "client_id", "scope",
                "token_type", "iat", "exp", "fhirUser"));
        context.fieldNames().forEachRemaining(names::add);
        assertThat(told.properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrderElementsOf(names);
        context.properties().forEach(parameter ->
                assertThat(told.get(parameter.getKey())).isEqualTo(parameter.getValue()));
        assertThat(told.get("exp").isIntegralNumber() && told.get("iat").isIntegralNumber()).isTrue();
        assertThat(told.get("exp").asLong() - told.get("iat").asLong())
                .isBetween(granted.json().get("expires_in").asLong(), granted.json().get("expires_in").asLong() + 2);
        for (String name : List.of("iss", "sub", "aud", "client_id", "scope", "fhirUser", "exp", "iat")) {
            assertThat(told.get(name).asText()).as(name).isEqualTo(String.valueOf(token.get(name)));
        }
        assertThat(told.get("iss").asText()).isEqualTo(claims(granted.text("id_token")).get("iss"));
        assertThat(told.get("sub").asText()).isEqualTo(claims(granted.text("id_token")).get("sub"));
        assertThat(told.get("fhirUser").asText()).isEqualTo(claims(granted.text("id_token")).get("fhirUser"));
        assertThat(told.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(told.get("scope").asText()).isEqualTo(granted.text("scope"));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void theStockEndpointSaysTheSame() {
        for (String token : List.of(granted.text("access_token"), granted.text("refresh_token"), "nonsense")) {
            HttpAnswer stock = app.post(Introspection.stockEndpoint(servers), Map.of("token", token));

            assertThat(stock.json()).isEqualTo(introspect(token).json());
        }
    }

    @Test
    void whatIsNoAccessTokenIsInactive() {
        String access = granted.text("access_token");
        for (String token : List.of(granted.text("id_token"), granted.text("refresh_token"), "x", "a.b.c", "..",
                access.substring(0, access.length() - 4) + "AAAA", access + "x",
                access.substring(0, access.lastIndexOf('.') + 1),
                "eyJhbGciOiJub25lIn0." + access.split("\\.")[1] + ".",
                "eyJhbGciOiJYWVoifQ." + access.split("\\.")[1] + ".AAAA",
                "e30." + access.split("\\.")[1] + ".AAAA", "bm8.bm8.bm8")) {
            assertInactive(introspect(token));
            HttpAnswer hinted = app.post(Introspection.endpoint(servers),
                    Map.of("token", token, "token_type_hint", "refresh_token"));
            assertInactive(hinted);
        }
    }

    @Test
    void theRefreshedTokenTellsTheSameContext() {
        HttpAnswer refreshed = app.refresh(granted.text("refresh_token"));

        HttpAnswer answer = introspect(refreshed.text("access_token"));
        assertActive(answer);
        FullContext.of("p1").properties().forEach(parameter ->
                assertThat(answer.json().get(parameter.getKey())).isEqualTo(parameter.getValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"offline_access", "online_access", ""})
    void anOnlineTokenEndsWithTheLoginSessionAndAnOfflineOneDoesNot(String refresh) {
        Person other = Person.create(servers, "Practitioner/dr-wu");
        String token = other.authorize(app, ("patient/*.rs launch " + refresh).strip(),
                FullContext.launch(ehr, app, other, "p2")).exchange().text("access_token");
        assertActive(introspect(token));

        other.isLoggedOut();

        assertThat(introspect(token).json().path("active").asBoolean()).isEqualTo(refresh.equals("offline_access"));
    }

    @Test
    void aRevokedTokenIsInactive() {
        app.post(URI.create(servers.issuer() + "/protocol/openid-connect/revoke"),
                Map.of("token", granted.text("access_token")));

        assertInactive(introspect(granted.text("access_token")));
    }

    @Test
    void aDisabledUserHasNoActiveToken() {
        Person other = Person.create(servers, "Patient/pat-1");
        String token = other.authorize(app, "patient/*.rs").exchange().text("access_token");
        assertActive(introspect(token));

        other.attributes().setEnabled(false);
        assertInactive(introspect(token));
        other.attributes().setEnabled(true);
        assertActive(introspect(token));
    }

    @Test
    void aUserWhomAnAdministratorLogsOutHasNoActiveToken() throws InterruptedException {
        Person other = Person.create(servers, "Patient/pat-1");
        String offline = other.authorize(app, "offline_access patient/*.rs").exchange().text("access_token");
        assertActive(introspect(offline));
        // Keycloak's not-before counts in seconds.
        Thread.sleep(1_100);

        servers.admin().post("/users/" + other.id() + "/logout", JsonNodeFactory.instance.objectNode());

        assertInactive(introspect(offline));
    }

    @Test
    void aTokenFromBeforeTheClientsNotBeforeIsInactive() {
        String token = granted.text("access_token");
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("notBefore", Instant.now().getEpochSecond() + 1));

        assertInactive(introspect(token));
    }

    @Test
    void aDisabledClientHasNoActiveToken() {
        TestApp reader = TestApp.withSecret(servers, "__introspect");
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("enabled", false));

        assertInactive(reader.post(Introspection.endpoint(servers), Map.of("token", granted.text("access_token"))));
    }

    @Test
    void aTokenWhoseCeilingIsTakenAwayIsInactive() {
        servers.clients().removeOptional(app.id(), "user/*.rs");

        assertInactive(introspect(granted.text("access_token")));
    }

    @Test
    void aBackendServicesTokenIsActiveAndHasNoContext() {
        BackendService service = servers.clients().backendService("system/Bundle.crs");
        HttpAnswer answer = service.post(Introspection.endpoint(servers),
                Map.of("token", service.accessToken("system/Bundle.crs")));

        assertActive(answer);
        assertThat(answer.json().properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder("active", "iss",
                "sub", "aud", "client_id", "scope", "token_type", "iat", "exp");
    }

    private HttpAnswer introspect(String token) {
        return app.post(Introspection.endpoint(servers), Map.of("token", token));
    }
}
