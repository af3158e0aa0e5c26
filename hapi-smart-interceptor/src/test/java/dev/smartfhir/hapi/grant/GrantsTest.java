package dev.smartfhir.hapi.grant;

import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {

    private static final Need READ_PATIENT = new Need(Interaction.READ, "Patient");

    @ParameterizedTest
    @ValueSource(strings = {"patient/Patient.cruds", "user/*.cruds", "patient/*.read", "system/Patient.cuds",
            "system/Patient.rs?_id=1", "system/*.cruds?_security=x|y", "system/Claim.cruds", "openid launch"})
    void grantsNoReadForAnythingButAnUnconstrainedSystemScope(String scopes) {
        assertThat(grants(scopes).allows(READ_PATIENT)).isFalse();
        assertThat(grants(scopes).reaches(READ_PATIENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Patient.r", "system/*.rs", "system/Patient.read", "system/*.*",
            "system/Patient.rs?_id=1 system/Patient.r"})
    void grantsReadForAnUnconstrainedSystemScope(String scopes) {
        assertThat(grants(scopes).allows(READ_PATIENT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"system/Patient.c, false", "system/Patient.u, false", "system/Patient.d, false",
            "system/Patient.r, true", "system/Patient.s, true", "system/Claim.rs, false", "system/*.s, true"})
    void showsABodyToReadersAndSearchersOnly(String scopes, boolean shown) {
        assertThat(grants(scopes).shows("Patient")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"system/*.r, false", "system/*.s, false", "system/*.cud, false", "system/Patient.rs, false",
            "system/*.rs, true", "system/*.r system/*.s, true"})
    void showsEverythingOnlyByReadAndSearchOnAllTypes(String scopes, boolean everything) {
        assertThat(grants(scopes).showsEverything()).isEqualTo(everything);
    }

    @Test
    void doesNotTakeAWildcardForAName() {
        assertThat(grants("system/*.cruds").allowsByName(READ_PATIENT)).isFalse();
        assertThat(grants("system/Patient.r?_id=1").allowsByName(READ_PATIENT)).isFalse();
        assertThat(grants("system/Patient.r").allowsByName(READ_PATIENT)).isTrue();
    }

    @Test
    void asksForEveryTypeAtOnceOnlyOfAWildcard() {
        assertThat(grants("system/Patient.s system/Claim.s").searchesEverything()).isFalse();
        assertThat(grants("system/*.s").searchesEverything()).isTrue();
    }

    @Test
    void namesTheSmallestScopesInOneShortForm() {
        assertThat(Need.scopesFor(List.of(
                new Need(Interaction.UPDATE, "Patient"), Need.search("Patient"), Need.search("Claim")), Context.SYSTEM))
                .isEqualTo("system/Patient.us system/Claim.s");
    }
}
