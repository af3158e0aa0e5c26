package dev.smartfhir.hapi.audit;

import static dev.smartfhir.hapi.audit.Records.touch;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.audit.Touch.Action;
import dev.smartfhir.hapi.audit.writing.AuditQueue;
import dev.smartfhir.hapi.audit.writing.WaitingRecords;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.decision.Decision.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

class RecordedTrailTest {

    private final AuditQueue queue = new AuditQueue(10, Duration.ofMillis(20));
    private final RecordedTrail trail = new RecordedTrail(Rules.COMPARTMENT, queue, Clock.systemUTC());
    private final ServletRequestDetails request = new ServletRequestDetails();

    RecordedTrailTest() {
        request.setRestOperationType(RestOperationTypeEnum.READ);
    }

    @Test
    void recordsWhatAnAnswerHasShownThatAnotherHookHasSentInPlaceOfHapi() throws InterruptedException {
        trail.leaves(patient("p1"), request);
        assertThat(decided(200).touches()).extracting(Touch::reference).containsExactly("Patient/p1");
    }

    @Test
    void recordsTheAnswerAsItLeftWhereItWasChangedOnTheWay() throws InterruptedException {
        trail.leaves(patient("p1"), request);
        trail.answered(patient("p2"), request);
        assertThat(decided(200).touches()).extracting(Touch::reference).containsExactly("Patient/p2");
    }

    @Test
    void recordsNothingAsShownOfAnAnswerThatBecameAnError() throws InterruptedException {
        trail.leaves(patient("p1"), request);
        assertThat(decided(403).touches()).isEmpty();
    }

    @Test
    void recordsAChangeThatWasCommittedThoughItsAnswerFailed() throws InterruptedException {
        Touched.of(request).add(touch(Action.CREATED, "Patient/p1", "p1"));
        assertThat(decided(500).touches()).extracting(Touch::reference).containsExactly("Patient/p1");
    }

    private AuditRecord decided(int status) throws InterruptedException {
        Decision decision = Records.decision(
                Verdict.ALLOWED, "read", "Patient/p1", status, Records.token("system/Patient.rs", Map.of()));
        trail.decided(decision, request);
        return WaitingRecords.of(queue).get(0);
    }

    private static Patient patient(String id) {
        Patient patient = new Patient();
        patient.setId("Patient/" + id + "/_history/1");
        return patient;
    }
}
