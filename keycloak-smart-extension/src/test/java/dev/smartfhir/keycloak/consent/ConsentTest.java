package dev.smartfhir.keycloak.consent;

import static dev.smartfhir.keycloak.consent.Selections.answer;
import static dev.smartfhir.keycloak.consent.Selections.consent;
import static dev.smartfhir.keycloak.consent.Selections.selection;
import static dev.smartfhir.keycloak.consent.Selections.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was decided, what it gives, and what one more answer makes of it (SCO-27). */
class ConsentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/*.rs                         | patient/Observation.cruds               | true",
        "patient/Observation.rs               | patient/Observation.rs?category=lab     | true",
        "patient/Observation.rs?category=lab  | patient/Observation.rs?category=vital   | false",
        "patient/Observation.rs?category=lab  | patient/Observation.rs?category=lab     | true",
        "patient/Observation.rs?category=lab,x | patient/Observation.rs?category=lab    | true",
        "patient/Observation.rs?category=lab  | patient/Observation.rs?code=1           | false",
        "patient/Observation.rs               | patient/Observation.cud                 | false",
        "patient/Observation.rs               | patient/Condition.rs                    | false",
        "patient/Observation.rs               | user/Observation.rs                     | false",
        "user/*.cruds                         | user/Condition.d                        | true"})
    void aYesAndANoContradictWhereOneOfThemIsAboutAllOfWhatTheyShare(String one, String other, boolean contradict) {
        assertThat(ScopeSelection.contradict(scope(one), scope(other))).isEqualTo(contradict);
        assertThat(ScopeSelection.contradict(scope(other), scope(one))).isEqualTo(contradict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/Observation.rs |                        | patient/Observation.r               | true",
        "                       | patient/Observation.rs | patient/Observation.rs?category=lab | true",
        "patient/Observation.r  | patient/Observation.s  | patient/Observation.rs              | true",
        "patient/*.rs           |                        | patient/Claim.rs                    | true",
        "patient/Observation.rs |                        | patient/Observation.cruds           | false",
        "patient/Observation.rs | patient/Observation.rs | patient/Condition.rs                | false",
        "patient/Observation.rs?category=lab |           | patient/Observation.rs              | false",
        "user/*.cruds           |                        | patient/Observation.rs              | false",
        "                       |                        | patient/Observation.rs              | false"})
    void aScopeIsDecidedWhereEachOfItsLettersIs(String granted, String declined, String asked, boolean decided) {
        assertThat(consent(text(granted), text(declined)).decides(scope(asked))).isEqualTo(decided);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // granted, declined, yes, no, granted after, declined after
        "A.rs B.rs | | C.rs | | A.rs B.rs C.rs |",
        "A.rs B.rs | | B.rs | A.rs | B.rs | A.rs",
        "A.rs | | B.rs | *.rs | B.rs | *.rs",
        "A.rs A.cud | | A.rs | A.cud | A.rs | A.cud",
        "A.rs | | A.rs?category=lab | A.rs | A.rs?category=lab | A.rs",
        "A.rs?category=lab | | A.rs?category=vital | A.rs | A.rs?category=vital | A.rs",
        "A.rs?category=lab | A.rs | A.rs | | A.rs |",
        "| A.rs B.rs | A.rs | | A.rs | B.rs",
        "| A.rs?category=lab | A.rs | | A.rs |",
        "| A.rs?category=lab | | A.rs | | A.rs",
        "| *.rs | A.rs | | A.rs | *.rs",
        "A.rs?category=lab | | | A.rs?category=vital | A.rs?category=lab | A.rs?category=vital",
        "offline_access | | | offline_access | | offline_access",
        "| offline_access | offline_access | | offline_access |",
        "offline_access profile | | A.rs | | A.rs offline_access profile |"})
    void aLaterAnswerStandsAboveWhatWasSaidBefore(String granted, String declined, String yes, String no,
            String grantedAfter, String declinedAfter) {
        Consent after = consent(patient(granted), patient(declined)).after(answer(patient(yes), patient(no)));

        assertThat(words(after.granted())).containsExactlyInAnyOrderElementsOf(
                words(selection(patient(grantedAfter))));
        assertThat(words(after.declined())).containsExactlyInAnyOrderElementsOf(
                words(selection(patient(declinedAfter))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "A.cruds B.rs | A.rs | A.rs",
        "A.rs | *.cruds | A.rs",
        "*.rs | A.rs B.cud | A.rs",
        "A.rs | A.rs?category=lab | A.rs?category=lab",
        "A.rs?category=vital | A.rs?category=lab A.rs?category=vital | A.rs?category=vital",
        "A.read | A.rs | A.read",
        "A.read | A.r | A.r",
        "A.rs | B.rs | "})
    void aGrantIsNarrowedToWhatWasGranted(String asked, String granted, String left) {
        UserGrant grant = grant(patient(asked), List.of());

        assertThat(consent(patient(granted), "patient/*.cruds").narrow(grant, Set.of()).scopes())
                .isEqualTo(ScopeSet.parse(patient(left)));
    }

    @Test
    void launchScopesStayAndOrdinaryOnesMustBeGrantedWhereConsentIsWantedForThem() {
        UserGrant grant = grant("launch/patient patient/Observation.rs", List.of("openid", "email", "online_access", "phone"));

        UserGrant narrowed = consent("email", "online_access").narrow(grant, Set.of("email", "phone"));

        assertThat(narrowed.scope()).isEqualTo("openid email launch/patient");
        assertThat(narrowed.context()).isEqualTo(grant.context());
    }

    private static UserGrant grant(String scopes, List<String> ordinary) {
        return new UserGrant("user", ScopeSet.parse(scopes), ordinary, "https://fhir.example.org",
                LaunchContext.ofPatient("p1"));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    /** Writes out a table's cell: each scope of data is one with a dot, and about a patient. */
    private static String patient(String cell) {
        return text(cell).replaceAll("\\bA\\.", "Observation.").replaceAll("\\bB\\.", "Condition.")
                .replaceAll("\\bC\\.", "Claim.").replaceAll("(^| )(?=[A-Za-z*]+\\.)", "$1patient/");
    }

    private static ResourceScope scope(String text) {
        return (ResourceScope) Scope.parse(text.strip());
    }
}
