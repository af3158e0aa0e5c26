package dev.smartfhir.benchmarks.scopes;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A given number of scopes, none of which covers another; the one that matters comes last. */
public final class ManyScopes {

    /** Of FHIR R4: together with three contexts and several letters enough for hundreds of scopes. */
    private static final List<String> TYPES = List.of(
            "Account", "AllergyIntolerance", "Appointment", "Basic", "Bundle", "CarePlan", "CareTeam", "Claim",
            "ClaimResponse", "Communication", "Composition", "Condition", "Consent", "Coverage", "Device",
            "DiagnosticReport", "DocumentReference", "Encounter", "EpisodeOfCare", "ExplanationOfBenefit",
            "FamilyMemberHistory", "Flag", "Goal", "Group", "ImagingStudy", "Immunization", "Invoice", "List",
            "Location", "Medication", "MedicationDispense", "MedicationRequest", "Organization", "Patient",
            "Practitioner", "PractitionerRole", "Procedure", "Provenance", "Questionnaire",
            "QuestionnaireResponse", "RelatedPerson", "RiskAssessment", "Schedule", "ServiceRequest", "Slot",
            "Specimen", "Substance", "Task", "Person", "Media");
    private static final List<String> FORMS = List.of("system/%s.rs", "user/%s.cruds", "patient/%s.rs",
            "system/%s.cu?_security=https://example.org/institutions|0000000000");
    private static final String CONSTRAINED = "system/Observation.rs?category=laboratory-%03d";

    private ManyScopes() {
    }

    /** Scopes on many types, of all contexts, and last {@code system/Observation.rs}. */
    public static List<String> mixed(int number) {
        return ending(number, "system/Observation.rs");
    }

    /** Scopes on many types, of all contexts, and last one on Observation that has a constraint. */
    public static List<String> mixedConstrained(int number) {
        return ending(number, CONSTRAINED.formatted(0));
    }

    /** As many constrained scopes on one type. */
    public static List<String> allConstrained(int number) {
        return IntStream.range(0, number).mapToObj(CONSTRAINED::formatted).toList();
    }

    private static List<String> ending(int number, String last) {
        Stream<String> others = FORMS.stream().flatMap(form -> TYPES.stream().map(form::formatted));
        return Stream.concat(others.limit(number - 1L), Stream.of(last)).toList();
    }
}
