package dev.smartfhir.keycloak.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppScopesTest {

    private static final String LIST = "fhirUser launch launch/patient patient/*.rs "
            + "user/Observation.rs?performer=Organization/${institution} system/*.cruds __introspect missing";
    private static final String[] KNOWN = {"fhirUser", "profile", "launch", "launch/patient", "patient/*.rs",
        "patient/*.cruds", "user/Observation.rs?performer=Organization/${institution}", "system/*.cruds",
        "__introspect"};

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/*.rs | {patient/*.rs=patient/*.rs}",
        "patient/*.cruds | {patient/*.rs=patient/*.rs}",
        "patient/*.read | {patient/*.rs=patient/*.read}",
        "patient/Patient.r patient/*.c | {patient/*.rs=patient/Patient.r}",
        "patient/Observation.rs?category=laboratory | {patient/*.rs=patient/Observation.rs?category=laboratory}",
        "patient/Observation.rs patient/Condition.rs | {patient/*.rs=patient/Observation.rs patient/Condition.rs}",
        "launch/patient launch openid | {launch=launch, launch/patient=launch/patient}",
        "launch fhirUser profile unknown | {fhirUser=fhirUser, launch=launch}",
        "launch missing system/*.rs __introspect | {launch=launch}"})
    void areWhatIsAskedForAndListedBoth(String asked, String parts) {
        assertThat(decide(asked)).hasToString(parts);
    }

    @Test
    void knowAListedScopeThatIsFilledForEachUserByItsPartWithoutThePlaceholder() {
        assertThat(decide("user/*.cruds").values()).containsExactly("user/Observation.rs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Patient.rs", "openid system/*.rs", "__introspect", "patient/*.u", "user/Patient.rs",
        "fhirUser profile system/*.read", "launch/encounter"})
    void areRefusedWhereNothingOfSmartsRemains(String asked) {
        assertThatThrownBy(() -> decide(asked)).isInstanceOf(InvalidMetadata.class)
                .hasMessageContaining(RegistrationList.ATTRIBUTE).hasMessageContaining("system/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient/Observation.sr", "patient/observation.rs", "launch/Patient", "system/*.",
        "patient/*.rs?", "patient/Observation.rs?performer=Organization/${institution}", "user/", "launch?role=x"})
    void areRefusedByNameWhereOneIsMalformed(String malformed) {
        assertThatThrownBy(() -> decide("patient/*.rs " + malformed)).isInstanceOf(InvalidMetadata.class)
                .hasMessageContaining(malformed);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "fhirUser", "system/*.cruds", "__introspect", "patient/Condition.rs",
        "patient/*.sr"})
    void areRefusedWhereTheListHoldsNothingForApps(String list) {
        assertThatThrownBy(() -> AppScopes.decide("patient/*.rs", ListedRealm.list(list, KNOWN)))
                .isInstanceOf(InvalidMetadata.class).hasMessageContaining("registers no SMART apps")
                .hasMessageContaining(RegistrationList.ATTRIBUTE);
    }

    @ParameterizedTest
    @CsvSource({"patient/*.rs, true", "openid launch, true", "__introspect, true", "system/x, true", "patient/, true",
        "openid fhirUser, false", "'', false", "profile patients/*.rs, false"})
    void areJudgedHereWhereOneIsOfSmart(String scope, boolean smart) {
        assertThat(AppScopes.areSmart(scope)).isEqualTo(smart);
    }

    private static Map<String, String> decide(String asked) {
        Map<String, String> parts = new TreeMap<>();
        AppScopes.decide(asked, ListedRealm.list(LIST, KNOWN)).parts()
                .forEach((scope, part) -> parts.put(scope.getName(), part));
        return parts;
    }
}
