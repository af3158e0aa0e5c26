package dev.smartfhir.hapi.search;

import static dev.smartfhir.hapi.Rules.TARGETS;
import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncludeNarrowingTest {

    private static final IncludeNarrowing NARROWING = new IncludeNarrowing(TARGETS);

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "Observation:subject:Patient; patient/*.rs; Observation:subject:Patient",
            "Observation:subject; patient/*.rs; Observation:subject:Patient",
            "Observation:subject; patient/Observation.rs; -",
            "Observation:performer; patient/*.rs system/Practitioner.r; Observation:performer:CareTeam"
                    + " Observation:performer:Patient Observation:performer:Practitioner"
                    + " Observation:performer:RelatedPerson",
            "Observation:encounter; patient/Observation.rs patient/Encounter.r; Observation:encounter",
            "Observation:encounter; patient/Observation.rs patient/Encounter.cud; -"})
    void keepsAnIncludeThatLeadsToATypeOfWhichTheTokenReachesSome(String include, String scopes, String left) {
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include(include));
        NARROWING.narrow("Observation", search, grants("p", scopes));
        assertThat(search.getIncludes()).extracting(Include::getValue)
                .containsExactlyInAnyOrder(left == null ? new String[0] : left.split(" "));
        search.getIncludes().clear();
        search.addInclude(new Include(include, true));
        NARROWING.narrow("Observation", search, grants("p", scopes));
        assertThat(search.getIncludes()).as("iterated").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "patient/*.rs; true; false", "patient/*.s; true; false", "patient/*.r; false; false",
            "patient/Observation.s system/Observation.r; false; false",
            "system/Observation.s patient/Observation.r; true; true"})
    void keepsARevIncludeWhereItTellsNoMoreThanSearchDoes(String scopes, boolean kept, boolean iterated) {
        SearchParameterMap search = new SearchParameterMap();
        search.addRevInclude(new Include("Observation:subject"));
        NARROWING.narrow("Patient", search, grants("p", scopes));
        assertThat(!search.getRevIncludes().isEmpty()).isEqualTo(kept);
        search.getRevIncludes().clear();
        search.addRevInclude(new Include("Observation:subject", true));
        NARROWING.narrow("Patient", search, grants("p", scopes));
        assertThat(!search.getRevIncludes().isEmpty()).isEqualTo(iterated);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "ClaimResponse:request; system/ClaimResponse.rs; -",
            "ClaimResponse:request; system/ClaimResponse.rs system/Claim.r; ClaimResponse:request",
            "ClaimResponse:request; system/ClaimResponse.rs system/Claim.s; ClaimResponse:request",
            "ClaimResponse:request; system/ClaimResponse.rs system/Claim.cud; -",
            "ClaimResponse:request; system/ClaimResponse.rs system/Claim.rs?_id=1; -",
            "ClaimResponse:request; system/ClaimResponse.rs patient/Claim.rs; -",
            "ClaimResponse:request:Claim; system/ClaimResponse.rs; -",
            "ClaimResponse:request:Claim; system/ClaimResponse.rs system/Claim.r; ClaimResponse:request:Claim",
            "Claim:provider:Organization; system/ClaimResponse.rs system/Organization.r; -",
            "ClaimResponse:requestor; system/ClaimResponse.rs system/Organization.r;"
                    + " ClaimResponse:requestor:Organization",
            "ClaimResponse:*; system/ClaimResponse.rs; -",
            "ClaimResponse:*; system/ClaimResponse.rs system/Claim.r; ClaimResponse:request",
            "*; system/ClaimResponse.rs; -",
            "*; system/ClaimResponse.rs system/Claim.r; ClaimResponse:request",
            "*; system/ClaimResponse.rs system/Organization.r;"
                    + " ClaimResponse:insurer ClaimResponse:requestor:Organization",
            "ClaimResponse:nonsense; system/ClaimResponse.rs; ClaimResponse:nonsense",
            "*; system/*.r; *",
            "Claim:*; system/ClaimResponse.rs; -"})
    void letsAnIncludeStartFromAndLeadToCoveredTypesOnly(String include, String scopes, String left) {
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include(include));
        NARROWING.narrow("ClaimResponse", search, grants(scopes));
        assertThat(search.getIncludes()).extracting(Include::getValue)
                .containsExactlyInAnyOrder(left == null ? new String[0] : left.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "Observation:subject; system/Patient.rs; -",
            "Observation:subject; system/Patient.rs system/Observation.r; -",
            "Observation:subject; system/Patient.rs system/Observation.s; Observation:subject",
            "Observation:*; system/Patient.rs system/Observation.r; -",
            "Observation:*; system/Patient.rs system/Observation.s; Observation:*",
            "*; system/Patient.rs; Patient:*",
            "*; system/Patient.rs system/Observation.r system/Location.s; Patient:*"})
    void letsARevIncludeStartFromSearchableTypesOnly(String include, String scopes, String left) {
        SearchParameterMap search = new SearchParameterMap();
        search.addRevInclude(new Include(include));
        NARROWING.narrow("Patient", search, grants(scopes));
        assertThat(search.getRevIncludes()).extracting(Include::getValue)
                .containsExactlyElementsOf(left == null ? List.of() : List.of(left));
    }

    @Test
    void followsAStarBackFromTypesThatAStarOpensToo() {
        SearchParameterMap search = new SearchParameterMap();
        search.addRevInclude(new Include("*"));
        NARROWING.narrow("Encounter", search, grants("p", "patient/*.rs"));
        assertThat(search.getRevIncludes()).extracting(Include::getValue)
                .contains("Observation:*", "Condition:*")
                .doesNotContain("*", "Practitioner:*", "Patient:*", "Encounter:nonsense");
    }

    @Test
    void writesOutAnIteratedStarSoThatNoHiddenTypeIsGoneThrough() {
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include("*", true));
        NARROWING.narrow("ClaimResponse", search, grants("system/ClaimResponse.rs system/Organization.r"));
        assertThat(search.getIncludes()).extracting(Include::getValue)
                .contains("ClaimResponse:requestor:Organization", "Organization:partof")
                .noneMatch(value -> value.contains("*") || value.contains("Patient") || value.startsWith("Claim:"));
        assertThat(search.getIncludes()).allMatch(Include::isRecurse);
    }

    @Test
    void keepsAnIncludeIterated() {
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include("ClaimResponse:requestor", true));
        NARROWING.narrow("ClaimResponse", search, grants("system/ClaimResponse.rs system/Organization.r"));
        assertThat(search.getIncludes()).allMatch(Include::isRecurse).hasSize(1);
    }

    @Test
    void leavesTheIncludesOfATokenForEverythingAsTheyAreAndTheirResultsShared() {
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include("*", true));
        search.addRevInclude(new Include("*", true));
        assertThat(NARROWING.narrow("ClaimResponse", search, grants("system/*.rs"))).isFalse();
        assertThat(search.getIncludes()).containsExactly(new Include("*", true));
        assertThat(search.getRevIncludes()).containsExactly(new Include("*", true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "ClaimResponse:request; system/ClaimResponse.rs; true",
            "ClaimResponse:request; system/ClaimResponse.rs system/Claim.r; false",
            "*; system/ClaimResponse.rs system/Claim.r; true"})
    void saysThatResultsAreForOneTokenAloneWhereItLeavesSomethingOut(String include, String scopes, boolean personal) {
        SearchParameterMap search = new SearchParameterMap();
        search.addInclude(new Include(include));
        assertThat(NARROWING.narrow("ClaimResponse", search, grants(scopes))).isEqualTo(personal);
    }

    @Test
    void takesEverySearchOfARequestThatWasNotPreparedForPersonal() {
        SystemRequestDetails request = new SystemRequestDetails();
        SearchParameterMap search = new SearchParameterMap();
        assertThat(PersonalSearches.contain(search, request)).isTrue();
        PersonalSearches.prepare(request);
        assertThat(PersonalSearches.contain(search, request)).isFalse();
        PersonalSearches.add(search, request);
        assertThat(PersonalSearches.contain(search, request)).isTrue();
        assertThat(PersonalSearches.contain(new SearchParameterMap(), request)).isFalse();
    }
}
