package dev.smartfhir.keycloak.tokens;

import static dev.smartfhir.keycloak.tokens.Grants.CONTEXT;
import static dev.smartfhir.keycloak.tokens.Grants.grant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scope parameter of a refresh (REF-10, REF-11, D-26, D-28). */
class RequestedPartTest {

    private static final UserGrant GRANT = grant("launch/patient patient/Observation.rs patient/Patient.read",
            "openid fhirUser offline_access", CONTEXT);

    @ParameterizedTest
    @ValueSource(strings = {"patient/Observation.sr", "openid patient/Nothing.rs", "patient/Observation.", "launch/x",
        "patient/Observation.rs?_has=1", "system/"})
    void refusesMalformedScopes(String parameter) {
        assertInvalidScope(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/*.cruds", "system/*.rs", "launch", "profile", "__introspect", "patient/Claim.rs",
        "patient/Observation.cud", "smart-grant:x", "smart_grant"})
    void refusesWhatWasNotGranted(String parameter) {
        assertInvalidScope(parameter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/Observation.r               | patient/Observation.r",
        "patient/*.cruds                     | patient/Observation.rs patient/Patient.rs",
        "patient/*.read                      | patient/Observation.read patient/Patient.read",
        "patient/Observation.rs user/*.rs    | patient/Observation.rs",
        "openid                              | openid",
        "fhirUser openid profile             | openid fhirUser",
        "launch/patient smart-grant:forged   | launch/patient",
        "patient/Observation.rs?code=1       | patient/Observation.rs?code=1"})
    void givesWhatRequestAndGrantHaveInCommon(String parameter, String common) {
        assertThat(RequestedPart.of(GRANT, parameter).scope()).isEqualTo(common);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "openid fhirUser offline_access launch/patient patient/Observation.rs "
        + "patient/Patient.read"})
    void theEqualSetAndNoneAtAllGiveTheWholeGrant(String parameter) {
        assertThat(RequestedPart.of(GRANT, parameter)).isEqualTo(GRANT);
        assertThat(RequestedPart.of(GRANT, null)).isEqualTo(GRANT);
    }

    private static void assertInvalidScope(String parameter) {
        assertThatThrownBy(() -> RequestedPart.of(GRANT, parameter)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).error()).isEqualTo("invalid_scope");
    }
}
