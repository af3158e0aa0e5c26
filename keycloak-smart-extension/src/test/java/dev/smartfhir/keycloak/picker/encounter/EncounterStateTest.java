package dev.smartfhir.keycloak.picker.encounter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.authorization.AuthenticationNotes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.sessions.AuthenticationSessionModel;

class EncounterStateTest {

    private final AuthenticationSessionModel authentication = AuthenticationNotes.empty();

    @Test
    void whatWasOfferedOfOnePatientToOneUserIsOfferedForNoOther() {
        EncounterState state = EncounterState.of(authentication, "me", "p1").offering(page("e1"));
        state.keepIn(authentication, "me");

        assertThat(EncounterState.of(authentication, "me", "p1")).isEqualTo(state);
        assertThat(state.isOffered("e1")).isTrue();
        assertThat(state.isOffered("")).isFalse();
        assertThat(EncounterState.of(authentication, "me", "p2").isOffered("e1")).isFalse();
        assertThat(EncounterState.of(authentication, "you", "p1").isOffered("e1")).isFalse();
        EncounterState.forget(authentication, "me");
        assertThat(EncounterState.of(authentication, "me", "p1").isOffered("e1")).isFalse();
    }

    @Test
    void whatWasOfferedOnOnePageIsNotOfferedOnTheNext() {
        EncounterState state = EncounterState.of(authentication, "me", "p1").offering(page("e1"));

        EncounterState next = state.at(state.trail().forward());
        assertThat(next.isOffered("e1")).isFalse();
        assertThat(next.trail().link()).contains("http://h/fhir?2");
        assertThat(next.patient()).isEqualTo("p1");
    }

    private static EncounterPage page(String id) {
        return new EncounterPage(List.of(new FoundEncounter(id, "", "", "", "")), Optional.empty(),
                Optional.of("http://h/fhir?2"), false);
    }
}
