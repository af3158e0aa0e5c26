package dev.smartfhir.keycloak.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.scopes.ScopeSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendServiceScopesTest {

    private static final Set<String> ASSIGNED = Set.of("profile", "offline_access", "basic");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "system/Patient.rs", "system/Bundle.ud", "patient/*.rs", "user/Bundle.crs",
        "launch", "launch/patient", "unknown", "offline_access", "online_access", "offline_access patient/*.rs",
        "system/Bundle.sr", "system/Nothing.rs", "profile system/Bundle.", "system/Bundle.rs?code:in=a",
        "system/Bundle.rs?composition.patient=a", "system/Bundle.rs?_has:a:b:c=d", "system/Bundle.rs?_filter=a"})
    void refusesWithInvalidScope(String asked) {
        assertThatThrownBy(() -> decide(asked, "system/Bundle.crs", true)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.error()).isEqualTo("invalid_scope"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.crs", "system/*.rs"})
    void refusesSystemScopesToAClientWithoutAPrivateKey(String asked) {
        assertThatThrownBy(() -> decide(asked, "system/Bundle.crs", false)).hasMessageContaining("private_key_jwt");
    }

    @Test
    void leavesSystemScopesOutForAClientWithoutAPrivateKey() {
        assertThat(decide("system/Bundle.crs profile", "system/Bundle.crs", false).text()).isEqualTo("profile");
    }

    @ParameterizedTest
    @CsvSource({
        "system/Bundle.crs, system/Bundle.crs, system/Bundle.crs",
        "system/Bundle.cruds, system/Bundle.crs, system/Bundle.crs",
        "system/Bundle.r, system/Bundle.crs, system/Bundle.r",
        "system/*.rs, system/Bundle.crs system/ClaimResponse.rs, system/Bundle.rs system/ClaimResponse.rs",
        "system/Patient.rs, system/*.rs, system/Patient.rs",
        "system/Bundle.read, system/Bundle.crs, system/Bundle.read",
        "system/Bundle.write, system/Bundle.cruds, system/Bundle.write",
        "system/Bundle.crs patient/*.rs launch nonsense, system/Bundle.crs, system/Bundle.crs",
        "system/Bundle.rs?type=collection, system/Bundle.crs, system/Bundle.rs?type=collection",
        "system/Bundle.rs, system/Bundle.rs?type=collection, system/Bundle.rs?type=collection",
        "system/Bundle.crs, system/Bundle.c system/Bundle.rs, system/Bundle.crs",
        "system/Bundle.r profile openid offline_access, system/Bundle.crs, system/Bundle.r profile openid"})
    void grantsWhatIsAskedWithinTheCeilings(String asked, String ceilings, String granted) {
        assertThat(decide(asked, ceilings, true).text()).isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource({
        "system/Bundle.r profile system/Claim.r, system/Claim.r system/Bundle.r profile",
        "profile system/Bundle.r, system/Bundle.r profile",
        "other profile system/Bundle.r, system/Bundle.r profile other"})
    void putsWhatKeycloakJoinsIntoTheOrderOfTheGrant(String joined, String inOrder) {
        BackendServiceScopes granted =
                decide("system/Claim.r system/Bundle.r profile", "system/Bundle.crs system/Claim.rs", true);
        assertThat(granted.inOrder(joined)).isEqualTo(inOrder);
    }

    @Test
    void saysFromTheRequestAloneWhichCeilingWouldAllowIt() {
        assertThatThrownBy(() -> decide("system/Patient.rs", "system/Bundle.crs", true))
                .hasMessageContaining("system/Patient.rs").hasMessageNotContaining("Bundle");
    }

    @Test
    void namesTheMalformedScopeAndTheReasonInCharactersThatAnErrorMayHave() {
        assertThatThrownBy(() -> decide("system/Bundle.\"é", "system/Bundle.crs", true))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains("system/Bundle.")
                        .matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/ClaimResponse.rs?requestor=Organization/org-${institution}",
        "system/Bundle.crs system/ClaimResponse.rs?requestor=%24%7Binstitution%7D", "system/Bundle.rs?identifier=${",
        "patient/Claim.rs?provider=${A}", "launch/patient?role=${a}"})
    void refusesARequestWithAPlaceholderWhateverTheCeilings(String asked) {
        assertThatThrownBy(() -> decide(asked, "system/*.cruds", true)).hasMessageContaining("placeholders are for")
                .isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.error()).isEqualTo("invalid_scope"));
    }

    private static BackendServiceScopes decide(String asked, String ceilings, boolean asymmetric) {
        return BackendServiceScopes.decide(ScopeRequest.read(asked), ScopeSet.parse(ceilings), ASSIGNED, asymmetric);
    }
}
