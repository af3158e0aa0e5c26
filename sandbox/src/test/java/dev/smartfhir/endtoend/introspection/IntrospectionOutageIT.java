package dev.smartfhir.endtoend.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A FHIR server that asks stock Keycloak's own endpoint with a secret, and goes on for a while when nobody answers. */
@EndToEnd
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntrospectionOutageIT {

    private static final String SECRET = "a secret: with + and % in it";
    private static final Duration CACHE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Servers servers;
    private ExtraFhirServer server;
    private BackendService service;

    IntrospectionOutageIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void start() {
        ObjectNode asking = servers.clients().confidential();
        asking.put("clientAuthenticatorType", "client-secret").put("secret", SECRET);
        servers.clients().assignOptional(servers.clients().create(asking), "__introspect");
        server = servers.extraFhirServer()
                .with(DropInSettings.complete(servers.fhirBase(), servers.issuer()))
                .with(Map.of("SMART_ISSUERS_0_VALIDATION", "introspection",
                        "SMART_ISSUERS_0_INTROSPECTION_CLIENTID", asking.get("clientId").asText(),
                        "SMART_ISSUERS_0_INTROSPECTION_CLIENTSECRET", SECRET,
                        "SMART_ISSUERS_0_INTROSPECTION_URI", Introspection.stockEndpoint(servers).toString(),
                        "SMART_ISSUERS_0_INTROSPECTION_CACHE", CACHE.toSeconds() + "s"))
                .start();
        server.awaitStarted();
        service = servers.clients().backendService("system/Patient.rs");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theStockEndpointsAnswersOpenNothingButToAccessTokens() {
        TestApp app = TestApp.withSecret(servers, "patient/*.rs", "online_access");
        HttpAnswer granted = Person.create(servers, "Patient/nobody-yet")
                .authorize(app, "openid patient/Patient.rs online_access").exchange();

        assertThat(status(granted.text("access_token"))).isEqualTo(200);
        for (String token : List.of(granted.text("id_token"), granted.text("refresh_token"), "opaque")) {
            assertThat(status(token)).isEqualTo(401);
        }
    }

    @Test
    void answersCountUntilTheirLimitWhileKeycloakIsAwayAndThenNobodyIsBlamed() throws InterruptedException {
        String used = service.accessToken("system/Patient.rs");
        String unused = service.accessToken("system/Patient.s");
        assertThat(status(used)).isEqualTo(200);
        servers.stopKeycloak();
        try {
            assertThat(status(used)).isEqualTo(200);
            HttpAnswer refused = server.fhir().get("/Patient", unused);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotBlank();
            assertThat(refused.body()).contains("authorization-server-unavailable");

            Thread.sleep(CACHE.toMillis());
            assertThat(status(used)).isEqualTo(503);
        } finally {
            servers.startKeycloak();
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (status(unused) != 200) {
            assertThat(System.nanoTime()).as("it is not asked again").isLessThan(end);
            Thread.sleep(500);
        }
        assertThat(server.output()).doesNotContain(SECRET, used, unused);
    }

    private int status(String token) {
        return server.fhir().get("/Patient", token).status();
    }
}
