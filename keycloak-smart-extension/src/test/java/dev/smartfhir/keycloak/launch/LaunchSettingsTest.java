package dev.smartfhir.keycloak.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchSettingsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-,300", "'',300", "nonsense,300", "-5,300", "0,300", "3601,300",
        "99999999999,300", "1.5,300", "1,1", "60,60", "' 60 ',60", "3600,3600"})
    void readTheLifetimeAndFallBackToFiveMinutes(String attribute, int seconds) {
        assertThat(LaunchSettings.lifetime(attribute)).isEqualTo(seconds);
    }
}
