package dev.smartfhir.hapi.instance;

import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.refusal.Conflict;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteRulesTest {

    private final Map<String, IBaseResource> known = new HashMap<>();
    private final WriteRules rules = new WriteRules(new StoredResources() {
        @Override
        public Optional<IBaseResource> current(String type, String id) {
            return Optional.ofNullable(known.get(type + "/" + id));
        }

        @Override
        public Optional<IBaseResource> version(String type, String id, String version) {
            return Optional.empty();
        }
    });
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
    void createsNothingInPlaceOfWhatIsDeleted() {
        Observation deleted = about("X");
        ResourceMetadataKeyEnum.DELETED_AT.put(deleted, new DateTimeType("2026-01-01"));
        hidden(() -> rules.checkUpdate(deleted, about("X"), grants));
        Binary binary = new Binary();
        ResourceMetadataKeyEnum.DELETED_AT.put(binary, new DateTimeType("2026-01-01"));
        hidden(() -> rules.checkUpdate(binary, new Binary(), grants("system/Binary.cruds")));
        allowed(() -> rules.checkUpdate(deleted, about("X"), grants("system/Observation.u")));
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
    void neitherTakesNorDeletesWhatIsAboutAnotherPatientToo() {
        Observation shared = about("Y").addPerformer(new Reference("Patient/X"));
        hidden(() -> rules.checkUpdate(shared, about("X"), grants));
        hidden(() -> rules.checkUpdate(shared, shared.copy(), grants));
        hidden(() -> rules.checkDelete(shared, grants));
    }

    @Test
    void movesNothingFromOneOfTheTokensPatientsToAnother() {
        Grants both = grants(
                new FhirUser("Practitioner", "P"), UserAccess.compartmentsOf(Set.of("X", "Y")), "user/*.cruds");
        allowed(() -> rules.checkUpdate(about("X"), about("X"), both));
        allowed(() -> rules.checkUpdate(about("Y"), about("Y"), both));
        forbidden(() -> rules.checkUpdate(about("X"), about("Y"), both));
        forbidden(() -> rules.checkUpdate(about("Y"), about("X"), both));
        forbidden(() -> rules.checkUpdate(about("X"), about("X").addPerformer(new Reference("Patient/Y")), both));
    }

    @Test
    void pushesNothingIntoTheCompartmentOfAPatientThatWasNamedElsewhereBefore() {
        Observation before = about("X").addFocus(new Reference("Patient/Y"));
        forbidden(() -> rules.checkUpdate(before, about("X").addPerformer(new Reference("Patient/Y")), grants));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Patient/Y", "./Patient/Y", "x/Patient/Y", "Patient/Y/_history/", "Patient/Y#1"})
    void leadsToNoOtherPatientByAnOddReference(String reference) {
        forbidden(() -> rules.checkCreate(about("X").addPerformer(new Reference().setReference(reference)), grants));
        forbidden(() -> rules.checkCreate(about("X").addFocus(new Reference().setReference(reference)), grants));
    }

    @Test
    void leadsToWhatIsAboutThePatientAndToNothingElseThatCouldBeAboutOne() {
        known.put("Encounter/own", new Encounter().setSubject(new Reference("Patient/X")));
        known.put("Encounter/other", new Encounter().setSubject(new Reference("Patient/Y")));
        allowed(() -> rules.checkCreate(in("Encounter/own"), grants));
        allowed(() -> rules.checkCreate(in("/Encounter/own"), grants));
        allowed(() -> rules.checkCreate(in("Practitioner/any"), grants));
        allowed(() -> rules.checkUpdate(in("Encounter/other"), in("Encounter/other"), grants));
        for (String hidden : new String[] {"Encounter/other", "Encounter/unknown", "/Encounter/other"}) {
            conflict(() -> rules.checkCreate(in(hidden), grants));
            conflict(() -> rules.checkUpdate(in("Encounter/own"), in(hidden), grants));
        }
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

    private static Observation in(String encounter) {
        return about("X").setEncounter(new Reference(encounter));
    }

    private static void conflict(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOf(Conflict.class);
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
