package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.app.UserAttributes;
import dev.smartfhir.endtoend.institution.UserProfile;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pickers offer what the app's ceilings let its user see: those of one institution, its own. */
@EndToEnd
class PickerInstitutionIT extends OverStubFhirServer {

    private static final String INSTITUTION = "picker-institution";
    private static final String PATIENTS = "user/Patient.rs?organization=Organization/org-${" + INSTITUTION + "}";
    private static final String ENCOUNTERS =
            "user/Encounter.r?service-provider=Organization/org-${" + INSTITUTION + "}";
    private final UserProfile profile;

    PickerInstitutionIT(Servers servers) {
        super(servers);
        profile = new UserProfile(servers);
    }

    @BeforeAll
    void declareTheAttribute() {
        profile.declare(INSTITUTION, "admin");
    }

    @AfterAll
    void forgetTheAttribute() {
        profile.forget(INSTITUTION);
    }

    @Test
    void thePickersSearchWithinTheInstitutionOfTheUser() {
        TestApp bound = app(PATIENTS, ENCOUNTERS);
        UserAttributes.of(servers, users.idOf(doctor)).put(INSTITUTION, "A");
        fhir.answer(Encounters.beside(Patients.of(10, servers.fhirBase()), 1, servers.fhirBase()));

        PickerUser user = at(bound).search("", "", "");
        assertThat(scope()).isEqualTo("user/Patient.rs?organization=Organization/org-A");
        user.choose("p-1");
        assertThat(user.isAtEncounters()).isTrue();
        assertThat(scope()).isEqualTo("user/Encounter.rs?service-provider=Organization/org-A "
                + "user/Patient.rs?organization=Organization/org-A");
    }

    @Test
    void aUserWithoutInstitutionIsOfferedNobody() {
        TestApp bound = app(PATIENTS, ENCOUNTERS);
        UserAttributes.of(servers, users.idOf(doctor)).put(INSTITUTION);
        int before = fhir.requests().size();

        PickerUser user = at(bound).search("", "", "");
        assertThat(user.offered()).isEmpty();
        assertThat(user.page().body()).contains("id=\"smart-patient-none\"");
        assertThat(user.choose("p-1").showsProblem()).isTrue();
        assertThat(fhir.requests()).hasSize(before);
        PickerUser patient = new PickerUser(bound, users.create("Patient/p-1")).logIn(request(bound));
        assertThat(patient.isAtEncounters()).isTrue();
        assertThat(patient.offered()).isEmpty();
        assertThat(fhir.requests()).hasSize(before);
    }

    @Test
    void anAppWithoutSuchCeilingsSearchesWhatItsUserMaySee() {
        UserAttributes.of(servers, users.idOf(doctor)).put(INSTITUTION);

        at(app("user/Observation.rs", "user/Patient.u")).search("", "", "");

        assertThat(scope()).isEqualTo("user/Patient.rs");
    }

    @Test
    void ofSeveralCeilingsThoseThatCanBeFilledCount() {
        UserAttributes.of(servers, users.idOf(doctor)).put(INSTITUTION);

        at(app(PATIENTS, "user/*.rs?_security=urn:x|open")).search("", "", "");

        assertThat(scope()).isEqualTo("user/Patient.rs?_security=urn:x|open");
    }

    private TestApp app(String... more) {
        String[] scopes = new String[more.length + 3];
        System.arraycopy(new String[] {"launch/patient", "launch/encounter", "patient/*.rs"}, 0, scopes, 0, 3);
        System.arraycopy(more, 0, scopes, 3, more.length);
        return TestApp.publicApp(servers, scopes);
    }

    private static AppRequest request(TestApp app) {
        return app.request("launch/patient launch/encounter patient/*.rs");
    }

    private PickerUser at(TestApp app) {
        return new PickerUser(app, doctor).logIn(request(app));
    }

    private String scope() {
        return String.valueOf(Tokens.claims(fhir.last().bearer()).get("scope"));
    }
}
