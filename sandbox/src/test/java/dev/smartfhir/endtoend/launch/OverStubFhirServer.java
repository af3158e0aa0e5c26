package dev.smartfhir.endtoend.launch;

import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests of the picker in which Keycloak reaches a {@link StubFhirServer} where clients know the shared FHIR server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverStubFhirServer {

    static final String INTERNAL = "smart.fhir-bases.internal";
    static final String SCOPE = "launch/patient patient/Observation.rs";

    final Servers servers;
    final TestUsers users;
    final TestRealm realm;
    final StubFhirServer fhir;
    TestApp app;
    String doctor;

    OverStubFhirServer(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
        this.realm = new TestRealm(servers.admin());
        this.fhir = new StubFhirServer(Patients.of(10_000, servers.fhirBase()));
    }

    @BeforeAll
    void reachTheStubWherePeopleReachTheFhirServer() {
        realm.attribute(INTERNAL, fhir.base().toString());
        app = TestApp.publicApp(servers, "launch", "launch/patient", "patient/*.rs");
        doctor = users.create("Practitioner/doctor");
    }

    @BeforeEach
    void tenThousandPatients() {
        fhir.answer(Patients.of(10_000, servers.fhirBase()));
    }

    @AfterAll
    void restore() {
        realm.attribute(INTERNAL, null);
        fhir.close();
    }
}
