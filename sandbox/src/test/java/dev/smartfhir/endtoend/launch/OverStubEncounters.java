package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the encounter picker over a {@link StubFhirServer} with forty-five encounters of each patient. */
abstract class OverStubEncounters extends OverStubFhirServer {

    static final String ASKED = "launch/patient launch/encounter patient/Encounter.rs online_access";

    TestApp visits;

    OverStubEncounters(Servers servers) {
        super(servers);
    }

    @BeforeAll
    void registerAnAppThatMayAskForEncounters() {
        visits = TestApp.withSecret(servers, "launch/patient", "launch/encounter", "patient/*.rs", "online_access");
    }

    @BeforeEach
    void fortyFiveEncounters() {
        fhir.answer(Encounters.beside(Patients.of(100, servers.fhirBase()), 45, servers.fhirBase()));
    }

    /** The doctor logs in, chooses a patient and is at that patient's encounters. */
    PickerUser atEncountersOf(String patient, AppRequest request) {
        PickerUser user = new PickerUser(visits, doctor).logIn(request).search("", "", "").choose(patient);
        assertThat(user.isAtEncounters()).as(user.page().body()).isTrue();
        return user;
    }
}
