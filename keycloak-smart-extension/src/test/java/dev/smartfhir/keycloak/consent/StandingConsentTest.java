package dev.smartfhir.keycloak.consent;

import static dev.smartfhir.keycloak.consent.Selections.consent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A grant held against the consent of a later moment. */
class StandingConsentTest {

    private static final UserGrant GRANT = new UserGrant("user", ScopeSet.parse("patient/Observation.rs"),
            List.of("openid", "offline_access"), "https://fhir.example.org", LaunchContext.ofPatient("p1"));
    private static final Set<String> ASKED = Set.of("offline_access");

    @Test
    void withoutConsentNothingStands() {
        StandingConsent none = StandingConsent.required(Optional.empty(), ASKED);

        assertThatThrownBy(() -> none.narrow(GRANT)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).error()).isEqualTo("invalid_grant");
        assertThatThrownBy(() -> none.requireRenewal(GRANT)).isInstanceOf(Refusal.class);
        assertThat(none.covers(ScopeSet.empty())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/Observation.r offline_access | openid offline_access patient/Observation.r",
        "patient/*.cruds offline_access       | openid offline_access patient/Observation.rs",
        "patient/Observation.rs               | openid patient/Observation.rs",
        "patient/Condition.rs offline_access  | openid offline_access"})
    void whatWasTakenBackIsGoneAndNothingIsAdded(String granted, String left) {
        assertThat(required(granted).narrow(GRANT).scope()).isEqualTo(left);
    }

    @Test
    void aGrantIsNotRenewedOnceRefreshWasTakenBack() {
        assertThatThrownBy(() -> required("patient/Observation.rs").requireRenewal(GRANT)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).error()).isEqualTo("invalid_grant");
        required("offline_access").requireRenewal(GRANT);
        required("").requireRenewal(GRANT.narrowedTo(GRANT.scopes(), List.of("openid")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/*.rs           | patient/Observation.rs launch/patient | true",
        "patient/Observation.rs | patient/Observation.rs?code=x         | true",
        "patient/Observation.r  | patient/Observation.rs                | false",
        "patient/Observation.rs?code=x | patient/Observation.rs         | false",
        "user/*.cruds           | patient/Observation.r                 | false"})
    void aTokenIsCoveredWhileItsDataIs(String granted, String scopes, boolean covered) {
        assertThat(required(granted).covers(ScopeSet.parse(scopes))).isEqualTo(covered);
    }

    @Test
    void whoNeedsNoConsentKeepsEverything() {
        assertThat(StandingConsent.notNeeded().narrow(GRANT)).isEqualTo(GRANT);
        assertThat(StandingConsent.notNeeded().covers(GRANT.scopes())).isTrue();
        StandingConsent.notNeeded().requireRenewal(GRANT);
    }

    private static StandingConsent required(String granted) {
        return StandingConsent.required(Optional.of(consent(granted, "")), ASKED);
    }
}
