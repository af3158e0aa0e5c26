package dev.smartfhir.benchmarks.decision;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The {@code scope} value of tokens with a given number of scopes; the one that matters comes last. */
final class TokenScopes {

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

    private TokenScopes() {
    }

    /** Scopes on many types, of all contexts, and last {@code system/Observation.rs}. */
    static String mixed(int number) {
        return ending(number, "system/Observation.rs");
    }

    /** Scopes on many types, of all contexts, and last one on Observation that has a constraint. */
    static String mixedConstrained(int number) {
        return ending(number, CONSTRAINED.formatted(0));
    }

    /** As many constrained scopes on one type. */
    static String allConstrained(int number) {
        return IntStream.range(0, number).mapToObj(CONSTRAINED::formatted).collect(Collectors.joining(" "));
    }

    private static String ending(int number, String last) {
        Stream<String> others = FORMS.stream().flatMap(form -> TYPES.stream().map(form::formatted));
        return Stream.concat(others.limit(number - 1L), Stream.of(last)).collect(Collectors.joining(" "));
    }
}
