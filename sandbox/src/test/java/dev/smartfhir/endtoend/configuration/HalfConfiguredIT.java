package dev.smartfhir.endtoend.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A half-done configuration is never an open server. */
@OnOwnServers
class HalfConfiguredIT {

    private static final String PATIENT = "{\"resourceType\": \"Patient\"}";
    private final Servers servers;

    HalfConfiguredIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void theSameServerWithoutTheJarIsOpen() {
        try (ExtraFhirServer server = servers.extraFhirServer().withoutJar().start().awaitStarted()) {
            assertThat(server.fhir().get("/Patient", null).status()).isEqualTo(200);
            assertThat(server.fhir().send("POST", "/Patient", null, PATIENT).status()).isEqualTo(201);
        }
    }

    @Test
    void theJarAloneWithNoPropertyKeepsTheFhirPathClosed() {
        try (ExtraFhirServer server = servers.extraFhirServer().start()) {
            assertClosed(server);
        }
    }

    @Test
    void theBeanPackageWithoutTheInterceptorClassKeepsTheFhirPathClosed() {
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        builder.with(DropInSettings.smart(builder.fhirBase(), servers.issuer()))
                .with("HAPI_FHIR_CUSTOM_BEAN_PACKAGES",
                        DropInSettings.starter().get("HAPI_FHIR_CUSTOM_BEAN_PACKAGES"));
        try (ExtraFhirServer server = builder.start()) {
            assertClosed(server);
        }
    }

    @Test
    void theInterceptorClassWithoutTheBeanPackageIsEnforcedOrClosed() {
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        builder.with(DropInSettings.smart(builder.fhirBase(), servers.issuer()))
                .with("HAPI_FHIR_CUSTOM_INTERCEPTOR_CLASSES",
                        DropInSettings.starter().get("HAPI_FHIR_CUSTOM_INTERCEPTOR_CLASSES"));
        try (ExtraFhirServer server = builder.start()) {
            assertClosed(server);
        }
    }

    @Test
    void theStartersPropertiesWithoutOurOwnEndWithAnErrorThatNamesTheProperty() {
        try (ExtraFhirServer server =
                servers.extraFhirServer().with(DropInSettings.starter()).start()) {
            assertThat(server.awaitEnd()).contains("smart.fhir-base");
        }
    }

    @Test
    void aPropertyThatIsNotKnownEndsWithAnErrorThatNamesIt() {
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        builder.with(DropInSettings.complete(builder.fhirBase(), servers.issuer()))
                .with(Map.of("SMART_ISSUERS_0_MAXSCOPE", "system/Bundle.crs"));
        try (ExtraFhirServer server = builder.start()) {
            assertThat(server.awaitEnd()).containsIgnoringCase("maxscope");
        }
    }

    /** The server has given up, or it answers every FHIR request with a refusal. */
    private static void assertClosed(ExtraFhirServer server) {
        if (server.endsBeforeItStarts()) {
            return;
        }
        assertRefused(server.fhir().get("/Patient", null));
        assertRefused(server.fhir().send("POST", "/Patient", null, PATIENT));
        assertRefused(server.fhir().send("POST", "", null, "{\"resourceType\": \"Bundle\", \"type\": \"batch\"}"));
        assertRefused(server.fhir().get("/Patient", "not.a.token"));
    }

    private static void assertRefused(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(401, 503);
    }
}
