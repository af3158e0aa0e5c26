package dev.smartfhir.keycloak.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a realm's client scopes make true (D-22, DISC-10, DISC-11, DISC-20). */
class OfferTest {

    private static final String ALWAYS = "client-confidential-asymmetric permission-v1 permission-v2";
    private static final String APPS = "authorize-post client-public client-confidential-symmetric " + ALWAYS;

    static Stream<Arguments> capabilities() {
        return Stream.of(
                Arguments.of("system/*.rs offline_access fhirUser", ALWAYS),
                Arguments.of("launch", APPS + " launch-ehr context-banner"),
                Arguments.of("launch launch/encounter", APPS + " launch-ehr context-banner context-ehr-encounter "
                        + "launch-standalone context-standalone-encounter"),
                Arguments.of("launch launch/patient", APPS + " launch-ehr context-banner context-ehr-patient "
                        + "launch-standalone context-standalone-patient"),
                Arguments.of("launch/patient", APPS + " launch-standalone context-standalone-patient"),
                Arguments.of("launch/encounter", APPS + " launch-standalone context-standalone-encounter"),
                Arguments.of("patient/*.rs", APPS + " launch-standalone permission-patient"),
                Arguments.of("user/*.rs", APPS + " launch-standalone permission-user"),
                Arguments.of("user/*.rs fhirUser", APPS + " launch-standalone permission-user sso-openid-connect"),
                Arguments.of("user/*.rs offline_access online_access",
                        APPS + " launch-standalone permission-user permission-offline"));
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void advertisesACapabilityOnlyWhereThereIsAScopeToAskForIt(String scopes, String expected) {
        assertThat(Offer.of(List.of(scopes.split(" "))).capabilities())
                .containsExactlyInAnyOrder(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "system/Bundle.crs profile offline_access | system/Bundle.crs",
        "patient/Observation.rs patient/Observation.rs?category=laboratory | openid patient/Observation.rs",
        "launch/encounter patient/*.rs | openid launch/encounter patient/*.rs",
        "launch/imagingstudy patient/*.rs | openid patient/*.rs",
        "launch launch/encounter launch/list?role=https://example.org | launch launch/encounter openid",
        "user/*.rs fhirUser profile basic roles email online_access | openid user/*.rs fhirUser profile online_access",
        "__introspect | __introspect",
        "system/Claim.rs?provider=${x} system/Claim.rs system/Bundle.r?_id=${x} | system/Claim.rs system/Bundle.r",
        "user/Claim.rs?provider=${x}&status=active system/Claim.r | system/Claim.r",
        "system/Bundle.sr patient/Nothing.rs user/*.rs | openid user/*.rs"})
    void listsOnlyScopesThatCanBeGranted(String scopes, String expected) {
        assertThat(Offer.of(List.of(scopes.split(" "))).scopesSupported())
                .containsExactlyInAnyOrder(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "openid fhirUser offline_access", "basic roles email", "system/Bundle.sr"})
    void aRealmWithoutSmartScopesOffersNothing(String scopes) {
        assertThat(Offer.of(List.of(scopes.split(" "))).isEmpty()).isTrue();
    }

    @Test
    void neverClaimsWhatIsNotThere() {
        Offer everything = Offer.of(List.of("launch", "launch/patient", "launch/encounter", "patient/*.cruds",
                "user/*.cruds", "system/*.cruds", "openid", "fhirUser", "profile", "offline_access", "online_access",
                "__introspect", "patient/Observation.rs?category=laboratory", "user/Claim.rs?provider=${x}"));

        assertThat(everything.capabilities()).contains("context-standalone-encounter").doesNotContain("context-style",
                "permission-online", "smart-app-state").doesNotHaveDuplicates();
    }
}
