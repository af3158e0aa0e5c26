package dev.smartfhir.keycloak.picker.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.authorization.AuthenticationNotes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.sessions.AuthenticationSessionModel;

class PickerStateTest {

    @Test
    void offersNobodyBeforeThePageIsKnown() {
        PickerState offering = PickerState.search(PatientQuery.EVERYONE).offering(page("1", "http://h/fhir?2"));

        assertThat(offering.isOffered("1")).isTrue();
        assertThat(offering.isOffered("2")).isFalse();
        assertThat(offering.isOffered("")).isFalse();
        assertThat(offering.next().isOffered("1")).isFalse();
        assertThat(offering.next().previous().isOffered("1")).isFalse();
        assertThat(PickerState.search(PatientQuery.EVERYONE).isOffered("1")).isFalse();
        assertThat(PickerState.START.isOffered("1")).isFalse();
    }

    @Test
    void whatWasOfferedToOneUserIsOfferedToNoOtherInTheSameSession() {
        AuthenticationSessionModel authentication = AuthenticationNotes.empty();
        PickerState offering = PickerState.search(PatientQuery.EVERYONE).offering(page("1", "http://h/fhir?2"));
        offering.keepIn(authentication, "first");

        assertThat(PickerState.of(authentication, "first")).isEqualTo(offering);
        assertThat(PickerState.of(authentication, "second").isOffered("1")).isFalse();

        PickerState.forget(authentication, "first");
        assertThat(PickerState.of(authentication, "first").isOffered("1")).isFalse();
    }

    @Test
    void goesForwardAndBackWithoutAskingForTheSamePageAgain() {
        AuthenticationSessionModel authentication = AuthenticationNotes.empty();
        PickerState first = PickerState.search(new PatientQuery("Chen", "", ""));
        PickerState third = first.offering(page("1", "http://h/fhir?2")).next()
                .offering(page("2", "http://h/fhir?3")).next();
        third.keepIn(authentication, "me");

        assertThat(first.next()).isEqualTo(first);
        assertThat(first.previous()).isEqualTo(first);
        assertThat(PickerState.of(authentication, "me").trail().link()).contains("http://h/fhir?3");
        assertThat(third.previous().trail().link()).contains("http://h/fhir?2");
        assertThat(third.previous().previous()).isEqualTo(first);
        assertThat(third.query().name()).isEqualTo("Chen");
    }

    @Test
    void searchesNothingUnasked() {
        assertThat(PickerState.START.isSearching()).isFalse();
        assertThat(PickerState.START.trail().link()).isEmpty();
    }

    private static PatientPage page(String id, String next) {
        return new PatientPage(List.of(new FoundPatient(id, "", "", "", "")), Optional.of(next), false);
    }
}
