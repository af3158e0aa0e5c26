package dev.smartfhir.keycloak.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.launch.Launch;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CTX-07 to CTX-14, D-17, D-20, D-25 to D-27: what one user gives to one app. */
class DecisionTest {

    private static final String BASE = "https://fhir.example/fhir";
    private static final String ME = "user-1";
    private static final String ALL = "launch launch/patient launch/encounter launch/imagingstudy patient/*.cruds "
            + "user/*.cruds system/*.cruds";

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "user-2, p1, Practitioner/1, -, false", "user-2, -, Practitioner/1, -, false",
        "user-1, p2, Patient/p1, -, false", "-, p2, Patient/p1, -, false", "-, p2, RelatedPerson/1, p1, false",
        "-, p2, -, p1, false", "-, p1, RelatedPerson/1, -, false",
        "user-1, p1, Practitioner/1, -, true", "-, p1, Practitioner/1, -, true", "user-1, p1, Patient/p1, -, true",
        "user-1, -, Patient/p1, -, true", "user-1, p1, RelatedPerson/1, p1, true"})
    void aLaunchIsForItsUserAndAboutAPatientOfHis(String boundTo, String patient, String who, String link,
            boolean may) {
        Decision decision = decision("launch", true, who, link,
                new Launch("app", boundTo, BASE, LaunchContext.ofPatient(patient)), null);

        assertThat(decision.mayUseLaunch()).isEqualTo(may);
    }

    @Test
    void aLaunchThatIsGoneIsNobodys() {
        Decision decision = decision("launch patient/*.rs", true, "Practitioner/1", null, null, null);

        assertThat(decision.mayUseLaunch()).isFalse();
        assertThat(decision.needsPatient()).isFalse();
        assertThat(decision.grant().scopes().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "patient/*.rs, Practitioner/1, -, true", "launch/patient, Practitioner/1, -, true",
        "patient/*.rs, -, -, true", "patient/*.rs, Practitioner/1, p9, false", "patient/*.rs, Patient/p1, -, false",
        "user/*.rs, Practitioner/1, -, false", "launch/encounter, Practitioner/1, -, true",
        "launch/encounter, Patient/p1, -, false", "launch/imagingstudy, Practitioner/1, -, false",
        "patient/*.rs, Patient/p1, p9, false"})
    void aPatientIsAskedForOnlyWhereOneIsNeededAndUnknown(String scope, String who, String chosen, boolean asked) {
        assertThat(decision(scope, false, who, null, null, chosen).needsPatient()).isEqualTo(asked);
    }

    @Test
    void aPatientHasHisOwnIdAndNoOtherChoiceCounts() {
        UserGrant grant = decision("patient/*.rs launch/patient", false, "Patient/p1", null, null, "p9").grant();

        assertThat(grant.context().patient()).isEqualTo("p1");
        assertThat(grant.scopes()).isEqualTo(ScopeSet.parse("patient/*.rs launch/patient"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"RelatedPerson/1, p1, p9", "-, p1, p9", "Person/1, -, p9"})
    void aChoiceBeyondTheUsersOwnPatientsCountsForNothing(String who, String link, String chosen) {
        Decision decision = decision("patient/*.rs", false, who, link, null, chosen);

        assertThat(decision.needsPatient()).isTrue();
        assertThat(decision.grant().context().hasPatient()).isFalse();
        assertThat(decision.grant().scopes().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"patient/*.rs launch/patient launch, launch", "patient/Observation.rs launch user/Patient.r, "
            + "launch user/Patient.r", "launch/encounter launch/imagingstudy launch, launch"})
    void aLaunchWithoutContextLeavesOutWhatNeedsIt(String asked, String granted) {
        Launch launch = new Launch("app", ME, BASE, LaunchContext.none());

        UserGrant grant = decision(asked, true, "Practitioner/1", null, launch, "p9").grant();

        assertThat(grant.scopes()).isEqualTo(ScopeSet.parse(granted));
        assertThat(grant.context()).isEqualTo(LaunchContext.none());
    }

    @Test
    void aLaunchGivesItsWholeContextAskedForOrNot() {
        LaunchContext context = new LaunchContext("p1", "e1",
                List.of(Map.of("reference", "ImagingStudy/1")), true, "x", "t", "https://style.example/");
        Launch launch = new Launch("app", ME, BASE, context);

        UserGrant grant = decision("launch launch/encounter launch/imagingstudy patient/*.rs", true,
                "Practitioner/1", null, launch, "p9").grant();

        assertThat(grant.context()).isEqualTo(context);
        assertThat(grant.scopes())
                .isEqualTo(ScopeSet.parse("launch launch/encounter launch/imagingstudy patient/*.rs"));
    }

    @Test
    void systemScopesAndUserScopesOfNobodyAreLeftOut() {
        assertThat(decision("system/*.rs user/*.rs", false, null, null, null, null).grant().scopes().isEmpty())
                .isTrue();
        assertThat(decision("system/*.rs user/*.rs", false, "Practitioner/1", null, null, null).grant().scopes())
                .isEqualTo(ScopeSet.parse("user/*.rs"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"openid fhirUser, Practitioner/1, openid fhirUser",
        "openid fhirUser, -, openid", "fhirUser, Practitioner/1, ''", "openid, Practitioner/1, openid"})
    void fhirUserNeedsOpenidAndAUserWhoIsSomebody(String asked, String who, String granted) {
        PendingAuthorization request = new PendingAuthorization(BASE, ScopeSet.empty(), List.of(asked.split(" ")),
                null, null, asked);

        UserGrant grant = new Decision(request, ScopeSet.parse(ALL), ME, person(who), Set.of(), Optional.empty(),
                Optional.empty(), Optional.empty()).grant();

        assertThat(String.join(" ", grant.ordinary())).isEqualTo(granted);
    }

    @Test
    void rolesThatTakeACeilingAwayTakeTheScopeAndTheQuestionAway() {
        PendingAuthorization request = new PendingAuthorization(BASE, ScopeSet.parse("patient/*.rs user/*.rs"),
                List.of(), null, null, "");
        Decision decision = new Decision(request, ScopeSet.parse("user/Patient.rs"), ME, person("Practitioner/1"),
                Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(decision.needsPatient()).isFalse();
        assertThat(decision.grant().scopes()).isEqualTo(ScopeSet.parse("user/Patient.rs"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "launch/encounter, Practitioner/1, p9, -, true", "launch/encounter, Patient/p1, -, -, true",
        "launch/encounter patient/*.rs, Practitioner/1, -, -, true", "launch/patient, Practitioner/1, p9, -, false",
        "launch/encounter, Practitioner/1, p9, p9 e1, false", "launch/encounter, Practitioner/1, p9, p9, false",
        "launch/encounter, Practitioner/1, p9, p8 e1, true", "launch/encounter, Patient/p1, -, p9 e1, true"})
    void anEncounterIsAskedForOfThePatientInContext(String scope, String who, String chosen, String choice,
            boolean asked) {
        assertThat(decision(scope, false, who, null, null, chosen, choice(choice)).needsEncounter()).isEqualTo(asked);
    }

    @Test
    void anEhrLaunchIsNeverAskedForAnEncounter() {
        Launch launch = new Launch("app", ME, BASE, LaunchContext.ofPatient("p1"));

        assertThat(decision("launch launch/encounter", true, "Practitioner/1", null, launch, null, choice("p1 e1"))
                .needsEncounter()).isFalse();
        assertThat(decision("launch launch/encounter", true, "Practitioner/1", null, launch, null, choice("p1 e1"))
                .grant().context().encounter()).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "launch/encounter launch/patient, p9, p9 e1, launch/encounter launch/patient, p9, e1",
        "launch/encounter user/*.rs, p9, p9 e1, launch/encounter user/*.rs, p9, e1",
        "launch/encounter launch/patient, p9, p9, launch/patient, p9, -",
        "launch/encounter user/*.rs, p9, p9, user/*.rs, -, -",
        "launch/encounter launch/patient, p9, p8 e1, launch/patient, p9, -",
        "launch/encounter launch/patient, p9, -, launch/patient, p9, -",
        "launch/patient, p9, p9 e1, launch/patient, p9, -"})
    void theEncounterChosenIsInContextWithItsPatientAndNoOther(String scope, String chosen, String choice,
            String granted, String patient, String encounter) {
        UserGrant grant = decision(scope, false, "Practitioner/1", null, null, chosen, choice(choice)).grant();

        assertThat(grant.scopes()).isEqualTo(ScopeSet.parse(granted));
        assertThat(grant.context()).isEqualTo(
                new LaunchContext(patient, encounter, List.of(), null, null, null, null));
    }

    @Test
    void whereTheDirectoryDoesNotAnswerNobodyIsActedFor() {
        Decision decision = decision("patient/*.rs", false, "RelatedPerson/1", FhirUser.UNREACHABLE, null, "p1");

        assertThat(decision.isDirectoryUnreachable()).isTrue();
        assertThat(decision.needsPatient()).isTrue();
        assertThat(decision.mayChoose("p1")).isFalse();
        assertThat(decision.grant().scopes().isEmpty()).isTrue();
    }

    private static Optional<EncounterChoice> choice(String words) {
        return Optional.ofNullable(words).map(text -> text.split(" ")).map(parts -> new EncounterChoice(parts[0],
                parts.length == 2 ? Optional.of(parts[1]) : Optional.empty()));
    }

    private static Decision decision(String scope, boolean ehr, String who, String link, Launch launch,
            String chosen) {
        return decision(scope, ehr, who, link, launch, chosen, Optional.empty());
    }

    private static Decision decision(String scope, boolean ehr, String who, String link, Launch launch,
            String chosen, Optional<EncounterChoice> encounter) {
        PendingAuthorization request = new PendingAuthorization(BASE, ScopeSet.parse(scope), List.of(),
                ehr ? "reservation" : null, null, scope);
        return new Decision(request, ScopeSet.parse(ALL), ME, person(who), link == null ? Set.of() : Set.of(link),
                Optional.ofNullable(launch), Optional.ofNullable(chosen), encounter);
    }

    private static Optional<FhirUser> person(String reference) {
        return Optional.ofNullable(reference).map(known -> new FhirUser(known.split("/")[0], known.split("/")[1],
                BASE + "/" + known));
    }
}
