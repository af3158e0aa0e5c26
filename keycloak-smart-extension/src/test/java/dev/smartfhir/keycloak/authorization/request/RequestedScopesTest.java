package dev.smartfhir.keycloak.authorization.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.ScopeRequest;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D-25, D-26, LCH-08, LCH-10. */
class RequestedScopesTest {

    private static final ScopeSet CEILINGS =
            ScopeSet.parse("patient/Observation.rs user/Patient.r system/Bundle.crs launch launch/patient");
    private static final Set<String> ASSIGNED = Set.of("fhirUser", "offline_access");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "unknown", "online_access", "system/Bundle.crs", "system/*.*", "user/Patient.s",
        "patient/Patient.rs", "launch/encounter", "system/Bundle.crs unknown"})
    void refusesWhatLeavesNothing(String scope) {
        assertThatThrownBy(() -> decide(scope)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.error()).isEqualTo("invalid_scope"));
    }

    @ParameterizedTest
    @CsvSource({"user/Observation.rs,user/Observation.rs", "unknown,unknown", "system/Bundle.crs,client_credentials"})
    void saysWhatWouldHaveAllowedIt(String scope, String hint) {
        assertThatThrownBy(() -> decide(scope)).hasMessageContaining(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient/Observation.sr", "patient/Nothing.rs", "launch/", "openid system/Bundle.",
        "patient/Observation.rs?subject.name=x"})
    void refusesMalformedSyntaxEvenBesideGoodScopes(String scope) {
        assertThatThrownBy(() -> decide("openid " + scope)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.error()).isEqualTo("invalid_scope"));
    }

    @ParameterizedTest
    @CsvSource({"patient/*.cruds,patient/Observation.rs", "patient/Observation.crs,patient/Observation.rs",
        "patient/Observation.rs system/Bundle.crs,patient/Observation.rs",
        "user/Patient.rs launch/patient,user/Patient.r launch/patient"})
    void narrowsToTheCeilings(String asked, String left) {
        assertThat(decide(asked).smart()).isEqualTo(ScopeSet.parse(left));
    }

    @Test
    void keepsOrdinaryScopesThatAreAssignedAndOpenidInTheOrderAskedFor() {
        assertThat(decide("offline_access profile openid fhirUser unknown").ordinary())
                .isEqualTo(List.of("offline_access", "openid", "fhirUser"));
    }

    @ParameterizedTest
    @CsvSource({"openid,false", "openid offline_access,false", "openid fhirUser,true",
        "openid patient/Observation.rs,true", "openid system/Bundle.crs,true", "openid launch/patient,true"})
    void areSmartIfTheyAskForAnythingOfSmart(String scope, boolean smart) {
        assertThat(decide(scope).areSmart()).isEqualTo(smart);
    }

    @ParameterizedTest
    @CsvSource({"openid,true,invalid_scope", "launch/patient,true,invalid_scope", "launch,false,invalid_request",
        "openid launch,false,invalid_request"})
    void wantTheParameterAndTheScopeLaunchTogether(String scope, boolean parameter, String error) {
        assertThatThrownBy(() -> decide(scope).checkLaunch(parameter)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.error()).isEqualTo(error));
    }

    @Test
    void doNotTakeALaunchThatTheClientMayNotAskFor() {
        RequestedScopes scopes = RequestedScopes.decide(ScopeRequest.read("launch openid"),
                ScopeSet.parse("launch/patient"), Set.of());

        assertThatThrownBy(() -> scopes.checkLaunch(true)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.error()).isEqualTo("invalid_scope"));
    }

    @Test
    void takeBothTogetherOrNeither() {
        assertThatCode(() -> decide("launch").checkLaunch(true)).doesNotThrowAnyException();
        assertThatCode(() -> decide("launch/patient").checkLaunch(false)).doesNotThrowAnyException();
    }

    private static RequestedScopes decide(String scope) {
        return RequestedScopes.decide(ScopeRequest.read(scope), CEILINGS, ASSIGNED);
    }
}
