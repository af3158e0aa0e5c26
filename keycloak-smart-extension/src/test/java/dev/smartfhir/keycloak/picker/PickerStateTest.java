package dev.smartfhir.keycloak.picker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.authorization.AuthenticationNotes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.sessions.AuthenticationSessionModel;

class PickerStateTest {

    @Test
    void offersNobodyBeforeThePageIsKnown() {
        PickerState offering = PickerState.search(PatientQuery.EVERYONE).offering(List.of(patient("1")));

        assertThat(offering.isOffered("1")).isTrue();
        assertThat(offering.isOffered("2")).isFalse();
        assertThat(offering.isOffered("")).isFalse();
        assertThat(offering.next("http://h/fhir?2").isOffered("1")).isFalse();
        assertThat(offering.next("http://h/fhir?2").previous().isOffered("1")).isFalse();
        assertThat(PickerState.search(PatientQuery.EVERYONE).isOffered("1")).isFalse();
        assertThat(PickerState.START.isOffered("1")).isFalse();
    }

    @Test
    void whatWasOfferedToOneUserIsOfferedToNoOtherInTheSameSession() {
        AuthenticationSessionModel authentication = AuthenticationNotes.empty();
        PickerState offering = PickerState.search(PatientQuery.EVERYONE).offering(List.of(patient("1")));
        offering.keepIn(authentication, "first");

        assertThat(PickerState.of(authentication, "first")).isEqualTo(offering);
        assertThat(PickerState.of(authentication, "second").isOffered("1")).isFalse();

        PickerState.forget(authentication, "first");
        assertThat(PickerState.of(authentication, "first").isOffered("1")).isFalse();
    }

    @Test
    void goesForwardAndBack() {
        PickerState first = PickerState.search(new PatientQuery("Chen", "", ""));
        PickerState third = first.next("http://h/fhir?2").next("http://h/fhir?3");

        assertThat(first.link()).isEmpty();
        assertThat(first.hasPrevious()).isFalse();
        assertThat(first.previous()).isEqualTo(first);
        assertThat(third.link()).contains("http://h/fhir?3");
        assertThat(third.previous().link()).contains("http://h/fhir?2");
        assertThat(third.previous().previous()).isEqualTo(first);
        assertThat(third.query().name()).isEqualTo("Chen");
    }

    @Test
    void staysSmallHoweverFarOneGoes() {
        PickerState far = IntStream.range(0, 500).boxed().reduce(PickerState.search(PatientQuery.EVERYONE),
                (state, page) -> state.next("http://h/fhir?" + page), (a, b) -> b);

        assertThat(far.trail()).hasSize(50);
        assertThat(far.link()).contains("http://h/fhir?499");
    }

    @Test
    void searchesNothingUnasked() {
        assertThat(PickerState.START.isSearching()).isFalse();
        assertThat(PickerState.START.link()).isEmpty();
    }

    private static FoundPatient patient(String id) {
        return new FoundPatient(id, "", "", "", "");
    }
}
