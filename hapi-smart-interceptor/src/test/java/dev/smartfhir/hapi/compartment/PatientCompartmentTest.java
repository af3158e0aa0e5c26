package dev.smartfhir.hapi.compartment;

import static dev.smartfhir.hapi.Rules.COMPARTMENT;
import static dev.smartfhir.hapi.Rules.FHIR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientCompartmentTest {

    private static final Set<String> X = Set.of("X");

    @ParameterizedTest
    @ValueSource(strings = {"Patient/Y", "Patient/x", "patient/X", "PATIENT/X", "Patient/X1", "X", "/Patient/X",
            "Patient/X/", "Patient/X/_history", "Patient/X/_history/", "Patient/X/_history/1/2", "Patient//X",
            "http://elsewhere.example/fhir/Patient/X", "https://fhir.example/fhir/Patient/X", "urn:uuid:X", "#X",
            "Patient/X?a=b", "Patient?_id=X", "Patient/X#1", "Patient/X ", " Patient/X", "Patient/X,Patient/Y",
            "RelatedPerson/X", "Group/X", "Patient/X|1", "Patient/%58", "Patient/X\n"})
    void doesNotTakeAnyOtherReferenceForOneToThePatient(String reference) {
        Observation observation = new Observation();
        observation.setSubject(new Reference().setReference(reference));
        observation.addPerformer(new Reference().setReference(reference));
        assertThat(COMPARTMENT.contains(observation, X)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/X", "Patient/X/_history/1"})
    void takesARelativeReferenceWithOrWithoutAVersion(String reference) {
        assertThat(COMPARTMENT.contains(new Observation().setSubject(new Reference(reference)), X)).isTrue();
    }

    @Test
    void doesNotTakeIdentifierDisplayTextExtensionOrContainedPatient() {
        Observation byIdentifier = new Observation();
        byIdentifier.getSubject().setType("Patient").getIdentifier().setValue("X");
        Observation byText = new Observation().setSubject(new Reference().setDisplay("Patient/X"));
        Observation byExtension = new Observation();
        byExtension.addExtension("http://x/subject", new Reference("Patient/X"));
        Patient contained = new Patient();
        contained.setId("X");
        Observation byContained = new Observation();
        byContained.addContained(contained);
        byContained.getSubject().setReference("#X");
        Observation byObject = new Observation().setSubject(new Reference(new Patient().setId("#X")));
        Observation byFocus = new Observation().addFocus(new Reference("Patient/X"));
        assertThat(Stream.of(byIdentifier, byText, byExtension, byContained, byObject, byFocus, new Observation()))
                .noneMatch(observation -> COMPARTMENT.contains(observation, X));
    }

    @Test
    void doesNotTakeAReferenceOfAContainedResourceForOneOfItsContainer() {
        Observation outer = new Observation().setSubject(new Reference("Patient/Y"));
        outer.addContained(new Observation().setSubject(new Reference("Patient/X")));
        assertThat(COMPARTMENT.contains(outer, X)).isFalse();
    }

    @Test
    void findsAPatientByItsIdOnlyAndNoneThatIsLinkedToIt() {
        Patient linked = new Patient();
        linked.setId("Y");
        linked.addLink().setOther(new Reference("Patient/X"));
        assertThat(COMPARTMENT.contains(linked, X)).isFalse();
        assertThat(COMPARTMENT.contains(new Patient(), X)).isFalse();
        assertThat(COMPARTMENT.contains(new Patient().setId(new IdType("Patient", "X", "3")), X)).isTrue();
        assertThat(COMPARTMENT.contains(new Practitioner().setId("X"), X)).isFalse();
    }

    @Test
    void leavesOutGroupsWhichNameOtherPatientsToo() {
        Group group = new Group();
        group.addMember().setEntity(new Reference("Patient/X"));
        assertThat(COMPARTMENT.contains(group, X)).isFalse();
        assertThat(COMPARTMENT.holds("Group")).isFalse();
    }

    static Stream<String> types() {
        return CompartmentParameters.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void hasAnElementToLookAtForEveryParameter(String type) {
        assertThat(CompartmentParameters.of(type)).isNotEmpty().allSatisfy(name -> assertThat(PatientCompartment
                .pathsOf(type, FHIR.getResourceDefinition(type).getSearchParam(name)))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).matches(type + "(\\.[a-zA-Z]+)+")));
    }

    @ParameterizedTest
    @MethodSource("types")
    void goesNoFurtherThanTheDefinitionThatHapiKnows(String type) {
        assertThat(FHIR.getResourceDefinition(type).getSearchParamsForCompartmentName("Patient"))
                .extracting(parameter -> parameter.getName())
                .containsAll(CompartmentParameters.of(type));
    }

    @Test
    void differsFromTheTypesThatHapiKnowsByGroupDeviceAndPatientAlone() {
        Set<String> known = FHIR.getResourceTypes().stream()
                .filter(type -> !FHIR.getResourceDefinition(type).getSearchParamsForCompartmentName("Patient").isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        known.removeAll(CompartmentParameters.types());
        assertThat(known).containsExactly("Device", "Group", "Patient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner", "Organization", "Location", "Medication", "Bundle", "Binary", "Device", "Group", "*",
            "", "Unknown", "Subscription", "Parameters"})
    void holdsNoOtherTypes(String type) {
        assertThat(COMPARTMENT.holds(type)).isFalse();
    }

    @Test
    void takesASubjectThatCannotBeJudgedForSomebodyElseInWhatIsWritten() {
        for (String subject : new String[] {"Patient/Y", "#p", "https://x.example/fhir/Patient/X", "Patient/X?a",
                "urn:uuid:1", null}) {
            Observation body = new Observation().addPerformer(new Reference("Patient/X"));
            body.setSubject(new Reference().setReference(subject).setDisplay("somebody"));
            assertThat(COMPARTMENT.contains(body, X)).isTrue();
            assertThat(COMPARTMENT.isWrittenFor(body, X)).as(subject).isFalse();
        }
        Observation own = new Observation().setSubject(new Reference("Patient/X"));
        Observation ofDevice = new Observation().setSubject(new Reference("Device/1"))
                .addPerformer(new Reference("Patient/X"));
        assertThat(COMPARTMENT.isWrittenFor(own, X)).isTrue();
        assertThat(COMPARTMENT.isWrittenFor(ofDevice, X)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/Y", "Patient/Y/_history/1", "/Patient/Y", "./Patient/Y", "x/Patient/Y",
            "Patient/Y/_history/", "https://fhir.example/fhir/Patient/Y"})
    void takesNothingForWrittenForAPatientThatIsInAnothersCompartmentToo(String other) {
        Observation body = new Observation().setSubject(new Reference("Patient/X"))
                .addPerformer(new Reference().setReference(other));
        assertThat(COMPARTMENT.contains(body, X)).isTrue();
        assertThat(COMPARTMENT.isWrittenFor(body, X)).isFalse();
        assertThat(COMPARTMENT.isWrittenFor(body, Set.of("X", "Y"))).isTrue();
    }

    @Test
    void takesABeneficiaryThatCannotBeJudgedForSomebodyElseInWhatIsWritten() {
        Coverage coverage = new Coverage().setPolicyHolder(new Reference("Patient/X"));
        coverage.getBeneficiary().getIdentifier().setValue("A123");
        assertThat(COMPARTMENT.contains(coverage, X)).isTrue();
        assertThat(COMPARTMENT.isWrittenFor(coverage, X)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/Y", "Patient/Y/_history/2", "/Patient/Y", "./Patient/Y", "x/Patient/Y",
            "Patient/Y/_history/", "https://fhir.example/fhir/Patient/Y"})
    void isLedToAPatientByEveryShapeThatHapiFollows(String reference) {
        Observation body = new Observation().setSubject(new Reference("Patient/X"))
                .addFocus(new Reference().setReference(reference)).setEncounter(new Reference("Encounter/Z"))
                .addPerformer(new Reference("Practitioner/P"));
        Observation inside = new Observation();
        inside.addContained(body);
        assertThat(COMPARTMENT.ledToBy(body)).containsExactlyInAnyOrder("Patient/X", "Patient/Y", "Encounter/Z");
        assertThat(COMPARTMENT.ledToBy(inside)).containsExactlyInAnyOrder("Patient/X", "Patient/Y", "Encounter/Z");
    }
}
