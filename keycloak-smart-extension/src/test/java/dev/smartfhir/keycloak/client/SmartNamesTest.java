package dev.smartfhir.keycloak.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmartNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.crs", "patient/*.rs", "user/Observation.read", "launch", "launch/patient",
        "system/Observation.rs?category=http://example.org|laboratory", "__introspect"})
    void knowsWhatIsWrittenInSmartSyntax(String name) {
        assertThat(SmartNames.isSmart(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.sr", "system/Nothing.rs", "patient/", "system/Bundle.", "user/*.xyz"})
    void countsBrokenSmartSyntaxAsSmartSoThatItNeverPassesAsAnOrdinaryScope(String name) {
        assertThat(SmartNames.isSmart(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile", "offline_access", "fhirUser", "__other", "__introspection", "basic",
        "systems", "https://example.org/scope", ""})
    void leavesOrdinaryNamesToKeycloak(String name) {
        assertThat(SmartNames.isSmart(name)).isFalse();
    }

    @Test
    void aMissingNameIsNoScope() {
        assertThat(SmartNames.isSmart(null)).isFalse();
    }
}
