package dev.smartfhir.hapi.instance;

import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import dev.smartfhir.hapi.grant.Grants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class WriteRulesTest {

    private final WriteRules rules = new WriteRules();
    private final Grants grants = grants("X", "patient/*.cruds");

    @Test
    void neverCreatesAPatientWhateverIdTheBodyBrings() {
        forbidden(() -> rules.checkCreate(new Patient().setId("X"), grants));
    }

    @Test
    void createsNothingByUpdate() {
        hidden(() -> rules.checkCreateByUpdate(about("X"), grants));
        hidden(() -> rules.checkUpdate(null, about("X"), grants));
    }

    @Test
    void createsWhatIsAboutThePatientAlone() {
        forbidden(() -> rules.checkCreate(about("Y"), grants));
        forbidden(() -> rules.checkCreate(new Observation(), grants));
        forbidden(() -> rules.checkCreate(about("X").addFocus(new Reference("Patient/Y")), grants));
        allowed(() -> rules.checkCreate(about("X"), grants));
    }

    @Test
    void updatesOnlyFromThePatientToThePatient() {
        hidden(() -> rules.checkUpdate(about("Y"), about("X"), grants));
        hidden(() -> rules.checkUpdate(about("Y"), about("Y"), grants));
        forbidden(() -> rules.checkUpdate(about("X"), about("Y"), grants));
        forbidden(() -> rules.checkUpdate(about("X"), about("X").addFocus(new Reference("Patient/Y")), grants));
        allowed(() -> rules.checkUpdate(about("X"), about("X"), grants));
    }

    @Test
    void keepsReferencesToOthersThatWereThereBefore() {
        Observation before = about("X").addFocus(new Reference("Patient/Y"));
        allowed(() -> rules.checkUpdate(before, before.copy().setStatus(Observation.ObservationStatus.FINAL), grants));
        forbidden(() -> rules.checkUpdate(before, about("X").addFocus(new Reference("Patient/Z")), grants));
    }

    @Test
    void deletesWhatIsAboutThePatient() {
        hidden(() -> rules.checkDelete(about("Y"), grants));
        hidden(() -> rules.checkDelete(about("X"), grants("X", "patient/*.crus")));
        allowed(() -> rules.checkDelete(about("X"), grants));
    }

    @Test
    void leavesAnUnrestrictedGrantAlone() {
        Grants all = grants("system/*.cruds");
        allowed(() -> rules.checkCreate(new Patient(), all));
        allowed(() -> rules.checkCreateByUpdate(about("Y"), all));
        allowed(() -> rules.checkUpdate(about("X"), about("Y"), all));
        allowed(() -> rules.checkUpdate(null, about("Y"), all));
        allowed(() -> rules.checkDelete(about("Y"), all));
    }

    private static Observation about(String patient) {
        return new Observation().setSubject(new Reference("Patient/" + patient));
    }

    private static void forbidden(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOf(ForbiddenOperationException.class);
    }

    private static void hidden(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOf(NotFound.class);
    }

    private static void allowed(ThrowingCallable write) {
        assertThatCode(write).doesNotThrowAnyException();
    }
}
