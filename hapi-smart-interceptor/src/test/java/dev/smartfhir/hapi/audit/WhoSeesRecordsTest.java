package dev.smartfhir.hapi.audit;

import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.Include;
import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.search.IncludeNarrowing;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhoSeesRecordsTest {

    private static final FhirUser DOCTOR = new FhirUser("Practitioner", "d");
    private static final Grants PATIENT = grants("p", "patient/*.cruds patient/AuditEvent.cruds");
    private static final Grants USER_OF_ALL =
            grants(DOCTOR, UserAccess.everything(), "user/*.cruds user/AuditEvent.cruds");
    private static final Grants USER_OF_P =
            grants(DOCTOR, UserAccess.compartmentsOf(Set.of("p")), "user/*.cruds user/AuditEvent.cruds");

    @ParameterizedTest
    @EnumSource(Interaction.class)
    void noScopeForAPatientOrAUserReachesThem(Interaction letter) {
        for (Grants grants : List.of(PATIENT, USER_OF_ALL, USER_OF_P)) {
            assertThat(grants.reaches(new Need(letter, "AuditEvent"))).isFalse();
            assertThat(grants.covers(letter, aboutP())).isFalse();
            assertThat(grants.shows(aboutP())).isFalse();
            assertThat(grants.reaches(new Need(letter, "Patient"))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Interaction.class)
    void aUserWhoMayAccessEverythingDoesNotReachEveryTypeAtOnce(Interaction letter) {
        assertThat(USER_OF_ALL.reaches(new Need(letter, "*"))).isFalse();
        assertThat(USER_OF_ALL.allows(new Need(letter, "Organization"))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Interaction.class)
    void aUserWhoMayAccessEverythingReachesEveryOtherType(Interaction letter) {
        assertThat(USER_OF_ALL.allowsOnEveryOther(letter)).isTrue();
        assertThat(USER_OF_P.allowsOnEveryOther(letter)).isFalse();
        assertThat(PATIENT.allowsOnEveryOther(letter)).isFalse();
        assertThat(grants(DOCTOR, UserAccess.everything(), "user/Patient.cruds").allowsOnEveryOther(letter)).isFalse();
        assertThat(grants("system/*.cruds").allowsOnEveryOther(letter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "Provenance:target", "Observation:*", "Observation:subject:Patient"})
    void includesStayAsTheyAreForAUserWhoMayAccessEverything(String value) {
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include(value));
        search.addInclude(new Include(value, true));
        assertThat(new IncludeNarrowing(Rules.TARGETS).narrow("Observation", search, USER_OF_ALL)).isFalse();
        assertThat(search.getIncludes()).extracting(Include::getValue).containsExactly(value, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuditEvent:entity", "AuditEvent:*", "Provenance:target:AuditEvent"})
    void noIncludeStartsFromThemOrLeadsToThem(String value) {
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include(value));
        new IncludeNarrowing(Rules.TARGETS).narrow("Provenance", search, USER_OF_ALL);
        assertThat(search.getIncludes()).isEmpty();
    }

    @Test
    void aCascadeIsOpenToAUserWhoMayAccessEverythingButADeleteOfARecordIsNot() {
        assertThat(Rules.JUDGE.judge(Rules.WRITES.cascade(), USER_OF_ALL).isAllowed()).isTrue();
        assertThat(Rules.JUDGE.judge(Rules.WRITES.cascade(), USER_OF_P).isAllowed()).isFalse();
        assertThat(Rules.JUDGE.judge(Rules.WRITES.letter(Interaction.DELETE, "AuditEvent"), USER_OF_ALL).isAllowed())
                .isFalse();
    }

    @Test
    void aUserWhoMayAccessEverythingLearnsNothingOfThemByErrorsAndTotals() {
        assertThat(USER_OF_ALL.showsEverything()).isFalse();
        assertThat(USER_OF_ALL.searchesEverything()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/AuditEvent.rs", "system/*.rs", "patient/*.rs system/AuditEvent.rs"})
    void aClientsOwnScopeDoes(String scopes) {
        assertThat(grants("p", scopes).shows(aboutP())).isTrue();
        assertThat(grants("p", scopes).allows(Need.search("AuditEvent"))).isTrue();
    }

    @Test
    void aRefusalNamesTheScopeThatWouldHaveBeenEnough() {
        for (Grants grants : List.of(PATIENT, USER_OF_ALL, grants("p", "patient/Claim.rs"))) {
            assertThat(grants.contextFor(List.of(Need.search("AuditEvent")))).isEqualTo(Context.SYSTEM);
            assertThat(grants.contextFor(List.of(Need.search("Patient"), Need.search("AuditEvent"))))
                    .isEqualTo(Context.SYSTEM);
            assertThat(grants.contextFor(List.of(Need.searchEverything()))).isEqualTo(Context.SYSTEM);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuditEvent:entity", "AuditEvent:patient", "AuditEvent:*", "*"})
    void noReverseIncludeStartsFromThem(String value) {
        for (Grants grants : List.of(PATIENT, USER_OF_ALL, USER_OF_P)) {
            SearchParameterMap search = new SearchParameterMap();
            search.addRevInclude(new Include(value));
            search.addRevInclude(new Include(value, true));
            new IncludeNarrowing(Rules.TARGETS).narrow("Patient", search, grants);
            assertThat(search.getRevIncludes()).noneMatch(include -> include.getValue().startsWith("AuditEvent"))
                    .noneMatch(include -> include.getValue().equals("*"));
        }
    }

    private static AuditEvent aboutP() {
        AuditEvent event = new AuditEvent();
        event.addEntity().setWhat(new Reference("Patient/p"));
        event.addAgent().setWho(new Reference("Patient/p"));
        event.setId("AuditEvent/1");
        return event;
    }

    @Test
    void whatIsAboutThePatientIsStillShown() {
        Patient patient = new Patient();
        patient.setId("Patient/p");
        assertThat(PATIENT.shows(patient)).isTrue();
        assertThat(USER_OF_P.shows(patient)).isTrue();
    }
}
