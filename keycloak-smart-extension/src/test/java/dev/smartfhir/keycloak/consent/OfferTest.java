package dev.smartfhir.keycloak.consent;

import static dev.smartfhir.keycloak.consent.Selections.consent;
import static dev.smartfhir.keycloak.consent.Selections.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.authorization.AuthenticationNotes;
import dev.smartfhir.keycloak.wording.ScopeParts;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What the page offers, and what an answer to it can say. */
class OfferTest {

    private static final String BROAD = "patient/Observation.rs";
    private static final String PART = ScopeParts.opened((ResourceScope) Scope.parse(BROAD)).get(0).text();
    private static final AskedScopes ASKED = new AskedScopes(
            List.of((ResourceScope) Scope.parse(BROAD), (ResourceScope) Scope.parse("patient/Claim.rs")),
            List.of("offline_access"), List.of("roles"), List.of("openid"));

    @Test
    void everythingIsTickedAtFirst() {
        Offer offer = Offer.of(ASKED, Consent.NOTHING_YET);

        assertThat(offer.texts()).containsExactly(BROAD, "patient/Claim.rs", "offline_access");
        assertThat(offer.lines()).allMatch(OfferedScope::ticked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/Claim.rs |                         | true",
        "                 | patient/Claim.rs        | false",
        "                 | patient/*.r             | false",
        "                 | patient/Claim.cud       | true",
        "                 | patient/Condition.rs    | true",
        "patient/Claim.rs | patient/*.rs            | true",
        "                 | patient/Claim.rs?use=x  | false"})
    void whatContradictsAnEarlierNoIsNotTicked(String granted, String declined, boolean ticked) {
        Offer offer = Offer.of(ASKED, consent(granted == null ? "" : granted, declined == null ? "" : declined));

        assertThat(offer.lines().get(1).ticked()).isEqualTo(ticked);
    }

    @Test
    void whatWasChosenInPartsIsOfferedInParts() {
        Offer offer = Offer.of(ASKED, consent(PART, BROAD + " offline_access"));

        assertThat(offer.lines().get(0).opened()).isTrue();
        assertThat(offer.lines().stream().filter(OfferedScope::ticked).map(OfferedScope::text))
                .containsExactly(PART, "patient/Claim.rs");
        assertThat(offer.texts()).isEqualTo(ASKED.texts());
    }

    @Test
    void anOpenedScopeIsDeclinedAsAWholeAndItsTickedPartsAreGranted() {
        Offer opened = Offer.of(ASKED, Consent.NOTHING_YET).open(0);
        assertThat(opened.lines().stream().filter(OfferedScope::part)).isNotEmpty().allMatch(OfferedScope::ticked);

        Answer answer = opened.ticked(Set.of(1)).answer();

        assertThat(words(answer.yes())).containsExactly(PART);
        assertThat(words(answer.no())).containsExactly(BROAD, "patient/Claim.rs", "offline_access");
    }

    @Test
    void closingTakesTheWholeBackWithTheTicksOfItsParts() {
        Offer before = Offer.of(ASKED, Consent.NOTHING_YET);

        assertThat(before.open(0).close(0)).isEqualTo(before);
        assertThat(before.open(0).ticked(Set.of(1)).close(0).lines().get(0).ticked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "-1", "99", "x", "", " 1", "1 ", "00001", "12345", "patient/Claim.rs"})
    void aBoxThatIsNotThereIsNoAnswer(String box) {
        Offer opened = Offer.of(ASKED, Consent.NOTHING_YET);
        Offer offer = box.equals("0") ? opened.open(0) : opened;

        assertThat(form("scope", box).ticks(offer)).isEmpty();
    }

    @Test
    void theTicksAreThoseOfTheForm() {
        Offer offer = Offer.of(ASKED, Consent.NOTHING_YET);

        assertThat(form("scope", "1", "1").ticks(offer).orElseThrow().lines().stream()
                .filter(OfferedScope::ticked).map(OfferedScope::text)).containsExactly("patient/Claim.rs");
        assertThat(form("allow", "1").ticks(offer).orElseThrow().lines()).noneMatch(OfferedScope::ticked);
    }

    @Test
    void onlyWhatHasPartsCanBeOpened() {
        Offer offer = Offer.of(ASKED, Consent.NOTHING_YET);

        assertThat(IntStream.range(-1, 5).filter(offer::canOpen)).containsExactly(0);
        assertThat(form("open", "0").turned(offer).orElseThrow()).isEqualTo(offer.open(0));
        assertThat(form("close", "0").turned(offer.open(0)).orElseThrow()).isEqualTo(offer);
        assertThat(form("open", "1").turned(offer)).isEmpty();
        assertThat(form("close", "1").turned(offer)).isEmpty();
        assertThat(form("open", "1").turned(offer.open(0))).isEmpty();
    }

    @Test
    void aFormOfAnotherPageIsNone() {
        Offer offer = Offer.of(ASKED, Consent.NOTHING_YET);

        assertThat(form("offer", OfferNote.version(offer)).isOf(offer)).isTrue();
        assertThat(form("offer", OfferNote.version(offer)).isOf(offer.ticked(Set.of()))).isTrue();
        assertThat(form("offer", OfferNote.version(offer)).isOf(offer.open(0))).isFalse();
        assertThat(form("offer", OfferNote.version(offer), OfferNote.version(offer)).isOf(offer)).isFalse();
        assertThat(form("allow", "1").isOf(offer)).isFalse();
    }

    @Test
    void theNoteKeepsAnOfferForOneUser() {
        AuthenticationSessionModel authentication = AuthenticationNotes.empty();
        Offer offer = Offer.of(ASKED, Consent.NOTHING_YET).open(0).ticked(Set.of(1));

        OfferNote.keep(authentication, "one", offer);

        assertThat(OfferNote.read(authentication, "one")).contains(offer);
        assertThat(OfferNote.read(authentication, "another")).isEmpty();
        OfferNote.forget(authentication, "one");
        assertThat(OfferNote.read(authentication, "one")).isEmpty();
    }

    private static ConsentForm form(String field, String... values) {
        MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
        fields.addAll(field, values);
        return new ConsentForm(fields);
    }
}
