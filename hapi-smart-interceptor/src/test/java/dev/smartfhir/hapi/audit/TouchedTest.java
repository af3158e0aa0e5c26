package dev.smartfhir.hapi.audit;

import static dev.smartfhir.hapi.audit.Records.touch;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.audit.Touch.Action;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class TouchedTest {

    private final Answered answered = new Answered(Rules.COMPARTMENT);
    private final ServletRequestDetails request = new ServletRequestDetails();

    @Test
    void listsABoundedNumberAndCountsTheRest() {
        Touched touched = Touched.of(request);
        for (int i = 0; i < Touched.MOST + 7; i++) {
            touched.add(touch(Action.SHOWN, "Observation/" + i, "p"));
        }
        assertThat(touched.list()).hasSize(Touched.MOST);
        assertThat(touched.unlisted()).isEqualTo(7);
    }

    @Test
    void hidesNoChangeBehindWhatWasShown() {
        request.setRestOperationType(RestOperationTypeEnum.BATCH);
        Touched touched = Touched.of(request);
        for (int i = 0; i < Touched.MOST + 7; i++) {
            touched.add(touch(Action.SHOWN, "Observation/" + i, "p"));
            touched.addToEntry(i, "Observation/" + i);
        }
        touched.add(touch(Action.SHOWN, "Observation/" + Touched.MOST, "p"));
        touched.add(touch(Action.CREATED, "Observation/new", "p"));
        touched.addToEntry(Touched.MOST + 7, "Observation/new");
        assertThat(touched.list()).hasSize(Touched.MOST).first().extracting(Touch::id).isEqualTo("new");
        assertThat(touched.unlisted()).isEqualTo(8);
        assertThat(touched.ofEntry(Touched.MOST + 7, "Observation/")).extracting(Touch::id).containsExactly("new");
    }

    @Test
    void listsChangesOfMoreThanARecordHoldsWithTheirEntries() {
        Touched touched = Touched.of(request);
        for (int i = 0; i < Touched.MOST + 7; i++) {
            touched.add(touch(Action.CREATED, "Observation/" + i, "p"));
            touched.addToEntry(i, "Observation/" + i);
        }
        assertThat(touched.list()).hasSize(Touched.MOST);
        assertThat(touched.unlisted()).isEqualTo(7);
        assertThat(touched.ofEntry(Touched.MOST + 6, "Observation/")).hasSize(1);
    }

    @Test
    void takesAChangeForOneWhenItIsCommittedAndNoSooner() {
        TransactionSynchronizationManager.initSynchronization();
        try {
            answered.change(Action.CREATED, observation("new", "p1"), request);
            assertThat(list()).as("it may be taken back").isEmpty();
            TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
            assertThat(list()).extracting(Touch::id).containsExactly("new");
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    @Test
    void notesTheSameOnceAndNoEchoOfAChange() {
        Touched touched = Touched.of(request);
        touched.add(touch(Action.CREATED, "Patient/a", "a"));
        touched.add(touch(Action.CREATED, "Patient/a", "a"));
        touched.add(touch(Action.SHOWN, "Patient/a", "a"));
        assertThat(touched.list()).extracting(Touch::action).containsExactly(Action.CREATED);
        touched.add(touch(Action.DELETED, "Patient/a", "a"));
        assertThat(touched.list()).hasSize(2);
    }

    @Test
    void looksIntoABundleThatTheServerMakesWithThePatientsOfEach() {
        request.setRestOperationType(RestOperationTypeEnum.SEARCH_TYPE);
        Bundle found = new Bundle().setType(BundleType.SEARCHSET);
        found.addEntry().setResource(observation("o1", "p1"));
        found.addEntry().setResource(observation("o2", "p2"));
        found.addEntry().setResource(new OperationOutcome());
        answered.note(found, request);
        assertThat(list()).extracting(Touch::reference).containsExactly("Observation/o1", "Observation/o2");
        assertThat(list()).extracting(touch -> String.join("", touch.patients())).containsExactly("p1", "p2");
    }

    @Test
    void takesAStoredBundleForOneResource() {
        request.setRestOperationType(RestOperationTypeEnum.READ);
        Bundle stored = new Bundle().setType(BundleType.COLLECTION);
        stored.setId("Bundle/b/_history/2");
        stored.addEntry().setResource(observation("o1", "p1"));
        answered.note(stored, request);
        assertThat(list()).extracting(Touch::reference).containsExactly("Bundle/b");
    }

    @Test
    void looksIntoTheParametersOfAnOperation() {
        request.setRestOperationType(RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);
        Parameters output = new Parameters();
        output.addParameter().setName("x").addPart().setName("y").setResource(observation("o1", "p1"));
        answered.note(output, request);
        assertThat(list()).extracting(Touch::reference).containsExactly("Observation/o1");
    }

    @Test
    void tellsApartWhatEachEntryOfABundleTouched() {
        request.setRestOperationType(RestOperationTypeEnum.TRANSACTION);
        answered.change(Action.CREATED, observation("new", "p1"), request);
        answered.change(Action.DELETED, observation("old", "p2"), request);
        Bundle answer = new Bundle().setType(BundleType.BATCHRESPONSE);
        answer.addEntry().getResponse().setLocation("Observation/new/_history/1");
        answer.addEntry().getResponse().setStatus("204");
        Bundle found = new Bundle().setType(BundleType.SEARCHSET);
        found.addEntry().setResource(observation("seen", "p3"));
        answer.addEntry().setResource(found);
        answered.note(answer, request);
        Touched touched = Touched.of(request);
        assertThat(touched.ofEntry(0, "Observation/")).extracting(Touch::id).containsExactly("new");
        assertThat(touched.ofEntry(1, "Observation/old")).extracting(Touch::id).containsExactly("old");
        assertThat(touched.ofEntry(2, "Observation/")).extracting(Touch::id).containsExactly("seen");
        assertThat(touched.list()).hasSize(3);
    }

    @Test
    void knowsNothingOfAResourceWithoutAnId() {
        request.setRestOperationType(RestOperationTypeEnum.CREATE);
        answered.note(new Patient(), request);
        assertThat(list()).isEmpty();
    }

    private List<Touch> list() {
        return Touched.of(request).list();
    }

    private static Observation observation(String id, String patient) {
        Observation observation = new Observation();
        observation.setId("Observation/" + id + "/_history/1");
        observation.setSubject(new Reference("Patient/" + patient));
        return observation;
    }
}
