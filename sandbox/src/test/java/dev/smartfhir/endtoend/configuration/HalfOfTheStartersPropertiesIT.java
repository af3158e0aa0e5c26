package dev.smartfhir.endtoend.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With one of the two properties that load the JAR, or without the JAR. */
@Tag("long")
@OnOwnServers
class HalfOfTheStartersPropertiesIT {

    private final Servers servers;

    HalfOfTheStartersPropertiesIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void theSameServerWithoutTheJarIsOpen() {
        try (ExtraFhirServer server = servers.extraFhirServer().withoutJar().start().awaitStarted()) {
            assertThat(server.fhir().get("/Patient", null).status()).isEqualTo(200);
            assertThat(server.fhir().send("POST", "/Patient", null, ClosedServer.PATIENT).status()).isEqualTo(201);
        }
    }

    @Test
    void theBeanPackageWithoutTheInterceptorClassKeepsTheFhirPathClosed() {
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        builder.with(DropInSettings.smart(builder.fhirBase(), servers.issuer()))
                .with("HAPI_FHIR_CUSTOM_BEAN_PACKAGES",
                        DropInSettings.starter().get("HAPI_FHIR_CUSTOM_BEAN_PACKAGES"));
        try (ExtraFhirServer server = builder.start()) {
            ClosedServer.assertClosed(server);
        }
    }

    @Test
    void theInterceptorClassWithoutTheBeanPackageIsEnforcedOrClosed() {
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        builder.with(DropInSettings.smart(builder.fhirBase(), servers.issuer()))
                .with("HAPI_FHIR_CUSTOM_INTERCEPTOR_CLASSES",
                        DropInSettings.starter().get("HAPI_FHIR_CUSTOM_INTERCEPTOR_CLASSES"));
        try (ExtraFhirServer server = builder.start()) {
            ClosedServer.assertClosed(server);
        }
    }
}
