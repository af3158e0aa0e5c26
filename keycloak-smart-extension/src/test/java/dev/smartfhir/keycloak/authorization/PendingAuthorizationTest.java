package dev.smartfhir.keycloak.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.sessions.AuthenticationSessionModel;

class PendingAuthorizationTest {

    private final AuthenticationSessionModel authentication = AuthenticationNotes.empty();

    @Test
    void isNotThereUnlessItWasKept() {
        assertThat(PendingAuthorization.of(authentication)).isEmpty();
        assertThat(PendingAuthorization.chosenPatient(authentication, "u1")).isEmpty();
    }

    @Test
    void comesBackAsItWasKept() {
        PendingAuthorization full = new PendingAuthorization("https://fhir.example/fhir",
                ScopeSet.parse("launch patient/Observation.rs?category=laboratory user/Patient.read"),
                List.of("openid", "fhirUser"), "reservation", "urn:x", "patient/*.rs \"quoted\" \u4e2d");
        full.keepIn(authentication);
        assertThat(PendingAuthorization.of(authentication)).contains(full);

        PendingAuthorization bare = new PendingAuthorization(null, ScopeSet.empty(), List.of(), null, null, "openid");
        bare.keepIn(authentication);
        assertThat(PendingAuthorization.of(authentication)).contains(bare);
    }

    @Test
    void forgetsThePatientThatWasChosenForAnEarlierRequest() {
        PendingAuthorization.choosePatient(authentication, "u1", "p1");
        assertThat(PendingAuthorization.chosenPatient(authentication, "u1")).contains("p1");

        new PendingAuthorization(null, ScopeSet.empty(), List.of(), null, null, "").keepIn(authentication);

        assertThat(PendingAuthorization.chosenPatient(authentication, "u1")).isEmpty();
    }

    @Test
    void whatOneUserChoseIsNoChoiceOfAnotherInTheSameBrowser() {
        PendingAuthorization.choosePatient(authentication, "f:ldap:first user", "p1");

        assertThat(PendingAuthorization.chosenPatient(authentication, "f:ldap:first user")).contains("p1");
        assertThat(PendingAuthorization.chosenPatient(authentication, "user")).isEmpty();
        assertThat(PendingAuthorization.chosenPatient(authentication, "second")).isEmpty();
    }

    @Test
    void anEncounterIsForgottenWithItsPatientAndIsNoOthersChoice() {
        EncounterChoice choice = new EncounterChoice("p1", Optional.of("e1"));
        EncounterChoice none = new EncounterChoice("p1", Optional.empty());
        PendingAuthorization.chooseEncounter(authentication, "f:ldap:first user", choice);
        assertThat(PendingAuthorization.chosenEncounter(authentication, "f:ldap:first user")).contains(choice);
        assertThat(PendingAuthorization.chosenEncounter(authentication, "user")).isEmpty();
        PendingAuthorization.chooseEncounter(authentication, "u1", none);
        assertThat(PendingAuthorization.chosenEncounter(authentication, "u1")).contains(none);

        PendingAuthorization.choosePatient(authentication, "u1", "p1");
        assertThat(PendingAuthorization.chosenEncounter(authentication, "u1")).isEmpty();
        PendingAuthorization.chooseEncounter(authentication, "u1", choice);
        new PendingAuthorization(null, ScopeSet.empty(), List.of(), null, null, "").keepIn(authentication);
        assertThat(PendingAuthorization.chosenEncounter(authentication, "u1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"user/*.rs,false", "launch,false", "launch/encounter,false", "user/Patient.rs,false",
        "patient/Observation.r,true", "launch/patient,true", "user/*.rs patient/*.c,true"})
    void asksForAPatientWhereSmartSaysSo(String scope, boolean asks) {
        assertThat(new PendingAuthorization(null, ScopeSet.parse(scope), List.of(), null, null, scope)
                .asksForPatient()).isEqualTo(asks);
    }
}
