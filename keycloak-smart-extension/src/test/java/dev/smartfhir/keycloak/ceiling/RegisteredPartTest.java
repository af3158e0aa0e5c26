package dev.smartfhir.keycloak.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteredPartTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "patient/Observation.rs; patient/*.rs; patient/Observation.rs",
        "patient/Observation.cruds; patient/*.rs; patient/Observation.rs",
        "patient/Observation.rs; patient/Observation.r; patient/Observation.r",
        "patient/Observation.r patient/Condition.s; patient/*.rs; patient/Observation.r patient/Condition.s",
        "user/Observation.rs; user/Observation.rs?subject=Group/a; user/Observation.rs?subject=Group/a",
        "patient/Observation.rs; user/*.cruds; ''",
        "system/*.cruds; patient/*.rs; ''",
        "broken patient/Observation.sr; patient/*.rs; ''",
        "'patient/Observation.rs?performer=${institution}'; patient/*.rs; ''",
        "''; patient/*.rs; ''"})
    void narrowsTheCeilingToWhatWasRegistered(String part, String ceiling, String left) {
        assertThat(RegisteredPart.narrowed(Optional.of(part), Scope.parse(ceiling))).hasToString(left);
    }

    @Test
    void leavesACeilingWholeThatAnAdministratorAssigned() {
        assertThat(RegisteredPart.narrowed(Optional.empty(), Scope.parse("patient/*.rs"))).hasToString("patient/*.rs");
    }
}
