package dev.smartfhir.endtoend.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A half-done configuration is never an open server. */
@OnOwnServers
class HalfConfiguredIT {

    private final Servers servers;

    HalfConfiguredIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void theJarAloneWithNoPropertyKeepsTheFhirPathClosed() {
        try (ExtraFhirServer server = servers.extraFhirServer().start()) {
            ClosedServer.assertClosed(server);
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
}
