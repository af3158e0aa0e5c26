package dev.smartfhir.hapi.storage;

import static dev.smartfhir.hapi.Rules.JUDGE;
import static dev.smartfhir.hapi.Rules.WRITES;
import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.instance.DaoStoredResources;
import dev.smartfhir.hapi.instance.WriteRules;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import java.util.Optional;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SearchParameter;
import org.junit.jupiter.api.Test;

class StorageGuardTest {

    private static final SystemRequestDetails PUT = request(RequestTypeEnum.PUT);

    private final StorageGuard guard =
            new StorageGuard(WRITES, JUDGE, new WriteRules(new DaoStoredResources(Optional::empty)));

    @Test
    void letsAPutCreateByUpdateAndAPostByCreateOnly() {
        refused(() -> guard.create(new Patient(), request(RequestTypeEnum.POST), grants("system/Patient.u")));
        refused(() -> guard.create(new Patient(), request(RequestTypeEnum.PUT), grants("system/Patient.c")));
        allowed(() -> guard.create(new Patient(), request(RequestTypeEnum.POST), grants("system/Patient.c")));
        allowed(() -> guard.create(new Patient(), request(RequestTypeEnum.PUT), grants("system/Patient.u")));
    }

    @Test
    void judgesAnUpdateByTheTypesBeforeAndAfter() {
        refused(() -> guard.update(new Group(), new Patient(), PUT, grants("system/Patient.u")));
        refused(() -> guard.update(new Patient(), new Patient(), PUT, grants("system/Patient.crds")));
        allowed(() -> guard.update(null, new Patient(), PUT, grants("system/Patient.u")));
    }

    @Test
    void findsTheSearchThatAPatchPutsIntoAReferenceAlsoInsideABundle() {
        Observation patched = new Observation().setSubject(new Reference("Patient?identifier=a|b"));
        refused(() -> guard.update(new Observation(), patched, PUT, grants("system/Observation.u")));
        allowed(() -> guard.update(new Observation(), patched, PUT, grants("system/Observation.u system/Patient.s")));
    }

    @Test
    void refusesAPatchThatMovesWhatIsHiddenToWhereItIsShown() {
        Observation hidden = new Observation().setSubject(new Reference("Patient/Y"));
        Observation shown = new Observation().setSubject(new Reference("Patient/X"));
        Grants reader = grants("X", "patient/Observation.rs system/Observation.u");
        refused(() -> guard.update(hidden, shown, request(RequestTypeEnum.PATCH), reader));
        refused(() -> guard.updated(hidden, shown, request(RequestTypeEnum.PATCH), reader));
        refused(() -> guard.update(hidden, shown, request(RequestTypeEnum.POST), reader));
        allowed(() -> guard.update(hidden, shown, request(RequestTypeEnum.PUT), reader));
        allowed(() -> guard.update(shown, hidden, request(RequestTypeEnum.PATCH), reader));
        allowed(() -> guard.update(shown, shown, request(RequestTypeEnum.PATCH), reader));
        allowed(() -> guard.update(hidden, hidden, request(RequestTypeEnum.PATCH), reader));
        allowed(() -> guard.update(hidden, shown, request(RequestTypeEnum.PATCH), grants("system/Observation.u")));
        allowed(() -> guard.update(hidden, shown, request(RequestTypeEnum.PATCH), grants("system/Observation.ru")));
    }

    @Test
    void refusesADeleteThatIsNotCoveredAndACascadeBelowEverything() {
        refused(() -> guard.delete(new Patient(), grants("system/Patient.crus")));
        allowed(() -> guard.delete(new Patient(), grants("system/Patient.d")));
        refused(() -> guard.cascade(grants("system/Patient.rd system/Observation.rd")));
        refused(() -> guard.cascade(grants("system/*.d")));
        allowed(() -> guard.cascade(grants("system/*.rd")));
    }

    @Test
    void refusesToEraseOrExportWhateverTheScope() {
        refused(() -> guard.expunge(grants("system/*.cruds")));
        refused(() -> guard.export(grants("system/*.cruds")));
    }

    @Test
    void refusesPrivilegedWritesThatComeAboutOnTheWay() {
        refused(() -> guard.create(new SearchParameter(), request(RequestTypeEnum.POST), grants("system/*.cruds")));
    }

    private static void refused(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOf(ForbiddenOperationException.class);
    }

    private static void allowed(ThrowingCallable write) {
        assertThatCode(write).doesNotThrowAnyException();
    }

    private static SystemRequestDetails request(RequestTypeEnum method) {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestType(method);
        return request;
    }
}
