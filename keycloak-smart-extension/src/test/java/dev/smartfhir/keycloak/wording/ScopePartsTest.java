package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person decides about one by one, and what that opens into. */
class ScopePartsTest {

    /** The types of which R4 has a search parameter "category". */
    private static final List<String> SEARCHED_BY_CATEGORY = List.of("AdverseEvent", "AllergyIntolerance", "CarePlan",
            "CareTeam", "Communication", "CommunicationRequest", "Composition", "Condition", "Consent", "DeviceMetric",
            "DiagnosticReport", "DocumentReference", "Goal", "MedicationRequest", "MedicationStatement",
            "MessageDefinition", "Observation", "Procedure", "ResearchStudy", "ServiceRequest", "Substance",
            "SupplyRequest");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/*.read | patient/*.rs",
        "patient/*.* | patient/*.rs patient/*.cud",
        "patient/Goal.write | patient/Goal.cud",
        "patient/Goal.crs | patient/Goal.rs patient/Goal.c",
        "patient/Goal.c patient/Goal.r patient/Goal.s | patient/Goal.rs patient/Goal.c",
        "patient/Goal.cr?code=b,a | patient/Goal.r?code=a,b patient/Goal.c?code=a,b",
        "openid launch/patient patient/Goal.rs __x | patient/Goal.rs openid launch/patient __x",
        "user/*.r user/Goal.c patient/Task.r patient/Goal.r patient/*.s "
                + "| patient/*.s patient/Goal.r patient/Task.r user/*.r user/Goal.c",
        "patient/*.rs patient/Goal.cruds | patient/*.rs patient/Goal.cud",
        "patient/*.r patient/Goal.rs | patient/*.r patient/Goal.s",
        "patient/Goal.r?code=a patient/Goal.cs | patient/Goal.s patient/Goal.r?code=a patient/Goal.c"})
    void readingStandsBeforeChangingAndPatientsBeforeUsersAndWildcardsBeforeTypes(String scopes, String parts) {
        assertThat(texts(ScopeParts.of(ScopeSet.parse(scopes)))).isEqualTo(parts);
    }

    @Test
    void ofNothingThereIsNoPart() {
        assertThat(ScopeParts.of(ScopeSet.empty())).isEmpty();
    }

    @Test
    void aPatientsWildcardOpensIntoTheCompartment() {
        List<ResourceScope> opened = open("patient/*.rs");
        assertThat(opened).hasSize(66).doesNotHaveDuplicates().isSortedAccordingTo(
                (first, second) -> first.type().compareTo(second.type()));
        assertThat(texts(opened)).startsWith("patient/Account.rs patient/AdverseEvent.rs ")
                .contains(" patient/Patient.rs ", " patient/ClaimResponse.rs ")
                .endsWith(" patient/VisionPrescription.rs");
        assertThat(Words.r4Types()).containsAll(opened.stream().map(ResourceScope::type).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner", "Organization", "Location", "Medication", "Bundle", "Binary", "Task",
        "Device", "Contract", "Questionnaire", "ValueSet", "Subscription", "OperationOutcome", "Parameters", "*"})
    void thePatientCompartmentDoesNotHold(String type) {
        assertThat(open("patient/*.rs")).extracting(ResourceScope::type).doesNotContain(type);
    }

    @Test
    void aUsersWildcardOpensIntoWhatAClinicianMeets() {
        List<String> types = open("user/*.cruds").stream().map(ResourceScope::type).toList();
        assertThat(types).hasSize(88).doesNotHaveDuplicates().isSorted()
                .contains("Patient", "Practitioner", "PractitionerRole", "Organization", "Location",
                        "Medication", "Task")
                .containsAll(open("patient/*.r").stream().map(ResourceScope::type).toList())
                .doesNotContain("Subscription", "SearchParameter", "StructureDefinition", "OperationOutcome");
        assertThat(Words.r4Types()).containsAll(types);
    }

    @Test
    void aBroadTypeOpensIntoItsCategories() {
        assertThat(texts(open("patient/Condition.read"))).isEqualTo(
                "patient/Condition.rs?category="
                + "http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item"
                + " patient/Condition.rs?category="
                + "http://terminology.hl7.org/CodeSystem/condition-category|encounter-diagnosis"
                + " patient/Condition.rs?category="
                + "http://hl7.org/fhir/us/core/CodeSystem/condition-category|health-concern");
        assertThat(open("user/Observation.rs")).hasSize(9);
    }

    @Test
    void everyTypeThatOpensCanBeSearchedByCategoryInR4() {
        List<String> opening = Words.r4Types().stream()
                .filter(type -> !open("user/" + type + ".rs").isEmpty()).toList();
        assertThat(opening).contains("Observation", "Condition", "DiagnosticReport", "DocumentReference");
        assertThat(SEARCHED_BY_CATEGORY).containsAll(opening);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient/*.*", "user/*.s", "patient/Observation.r", "user/DiagnosticReport.write"})
    void whatOpensIsNarrowerAndReadsAgainAsAScope(String text) {
        ResourceScope broad = (ResourceScope) Scope.parse(text);
        assertThat(ScopeParts.opened(broad)).isNotEmpty().allSatisfy(narrow -> {
            assertThat(broad.covers(narrow)).isTrue();
            assertThat(narrow.covers(broad)).isFalse();
            assertThat(narrow.interactions()).isEqualTo(broad.interactions());
            assertThat(Scope.parse(narrow.text())).isEqualTo(narrow.canonical()).isEqualTo(narrow);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient/Goal.rs", "patient/Patient.rs", "patient/Observation.rs?status=final",
        "patient/Observation.rs?category=laboratory", "patient/*.rs?_security=x", "user/*.rs?code=x", "system/*.rs",
        "patient/Practitioner.rs", "user/Bundle.cruds"})
    void whatIsConstrainedOrHasNoCategoriesDoesNotOpen(String scope) {
        assertThat(open(scope)).isEmpty();
    }

    private static List<ResourceScope> open(String scope) {
        return ScopeParts.opened((ResourceScope) Scope.parse(scope));
    }

    private static String texts(List<? extends Scope> scopes) {
        return scopes.stream().map(Scope::text).collect(Collectors.joining(" "));
    }
}
