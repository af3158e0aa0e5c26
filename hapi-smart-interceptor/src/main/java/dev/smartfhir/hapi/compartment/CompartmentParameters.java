package dev.smartfhir.hapi.compartment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The search parameters that put a resource into a patient's compartment, by type.
 *
 * <p>This is the Patient compartment of FHIR R4 with two types left out, on purpose: Group, which lists other patients
 * too, and the {@code link} of Patient, so that a linked patient is another patient (SCO-23). HAPI's own definition
 * adds Device, {@code AuditEvent.agent} and others to that of R4; they are not followed.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">FHIR R4, Patient compartment</a>
 */
final class CompartmentParameters {

    private static final Map<String, List<String>> BY_TYPE = read("""
            Account subject
            AdverseEvent subject
            AllergyIntolerance patient recorder asserter
            Appointment actor
            AppointmentResponse actor
            AuditEvent patient
            Basic patient author
            BodyStructure patient
            CarePlan patient performer
            CareTeam patient participant
            ChargeItem subject
            Claim patient payee
            ClaimResponse patient
            ClinicalImpression subject
            Communication subject sender recipient
            CommunicationRequest subject sender recipient requester
            Composition subject author attester
            Condition patient asserter
            Consent patient
            Coverage beneficiary policy-holder subscriber payor
            CoverageEligibilityRequest patient
            CoverageEligibilityResponse patient
            DetectedIssue patient
            DeviceRequest subject performer
            DeviceUseStatement subject
            DiagnosticReport subject
            DocumentManifest subject author recipient
            DocumentReference subject author
            Encounter patient
            EnrollmentRequest subject
            EpisodeOfCare patient
            ExplanationOfBenefit patient payee
            FamilyMemberHistory patient
            Flag patient
            Goal patient
            ImagingStudy patient
            Immunization patient
            ImmunizationEvaluation patient
            ImmunizationRecommendation patient
            Invoice subject patient recipient
            List subject source
            MeasureReport patient
            Media subject
            MedicationAdministration patient performer subject
            MedicationDispense subject patient receiver
            MedicationRequest subject
            MedicationStatement subject
            MolecularSequence patient
            NutritionOrder patient
            Observation subject performer
            Person patient
            Procedure patient performer
            Provenance patient
            QuestionnaireResponse subject author
            RelatedPerson patient
            RequestGroup subject participant
            ResearchSubject individual
            RiskAssessment subject
            Schedule actor
            ServiceRequest subject performer
            Specimen subject
            SupplyDelivery patient
            SupplyRequest subject
            VisionPrescription patient
            """);

    private CompartmentParameters() {
    }

    /** The parameters of a type, the one that says most plainly whom it is about first; empty for other types. */
    static List<String> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    /** The types that have any. */
    static Set<String> types() {
        return BY_TYPE.keySet();
    }

    private static Map<String, List<String>> read(String table) {
        Map<String, List<String>> byType = new TreeMap<>();
        table.lines().map(line -> List.of(line.split(" ")))
                .forEach(words -> byType.put(words.get(0), words.subList(1, words.size())));
        return Map.copyOf(byType);
    }
}
