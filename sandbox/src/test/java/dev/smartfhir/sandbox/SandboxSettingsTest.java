package dev.smartfhir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxSettingsTest {

    private static final Path ROOT = Path.of("/project");

    @Test
    void hasTheDocumentedAddressesWhenNothingIsSet() {
        SandboxSettings settings = SandboxSettings.from(ROOT, Map.of());

        assertThat(settings.issuer()).hasToString("http://localhost:8180/realms/smart");
        assertThat(settings.fhirBase()).hasToString("http://localhost:8080/fhir");
        assertThat(settings.demoPages()).hasToString("http://localhost:8090/");
        assertThat(settings.appServer()).hasToString("http://localhost:8091/");
        assertThat(settings.state()).isEqualTo(Path.of("/project/sandbox/target/sandbox"));
    }

    @Test
    void takesPortsAndStateFromTheEnvironment() {
        SandboxSettings settings = SandboxSettings.from(ROOT, Map.of(
                "SANDBOX_KEYCLOAK_PORT", "1", "SANDBOX_FHIR_PORT", "2", "SANDBOX_DEMO_PORT", " 65535 ",
                "SANDBOX_APP_PORT", "4",
                "SANDBOX_STATE", "/elsewhere"));

        assertThat(settings).isEqualTo(new SandboxSettings(ROOT, Path.of("/elsewhere"), 1, 2, 65535, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "", "8080.5"})
    void refusesWhatIsNotAPortAndNamesTheVariable(String port) {
        assertThatThrownBy(() -> SandboxSettings.from(ROOT, Map.of("SANDBOX_FHIR_PORT", port)))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("SANDBOX_FHIR_PORT")
                .hasMessageContaining("'" + port + "'");
    }
}
