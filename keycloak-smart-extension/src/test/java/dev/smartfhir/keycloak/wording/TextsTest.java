package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that themes and realms put above this module's own. */
class TextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "the patient's {0} | the patient's x",
        "the patient''s {0} | the patient's x",
        "the patient’s {0} | the patient’s x",
        "{0} of l'hôpital, {0} d''ici | x of l'hôpital, x d'ici",
        "'{0}' | 'x'"})
    void anApostropheMayStandSingleOrDouble(String text, String said) {
        assertThat(texts(text).say("smartScopeOf.unnamed", "x")).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "{}", "{x}", "{0", "{-1}", "{99999999999}", "{0,number,#}", "'{"})
    void abrokenTextIsSaidAsItStandsAndBreaksNoPage(String text) {
        assertThat(texts(text).say("smartScopeOf.unnamed", "x")).isEqualTo(text);
    }

    @Test
    void aPlaceholderForNothingIsLeftOut() {
        assertThat(texts("{0}{7}!").say("smartScopeOf.unnamed", "x")).isEqualTo("x!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "{1}", "''", "$1", "\\", "${smartScopeOf.own}"})
    void whatIsFilledInIsNotReadAgain(String value) {
        assertThat(texts("<{0}>").say("smartScopeOf.unnamed", value)).isEqualTo("<" + value + ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000"})
    void aBlankTextHidesNothing(String blank) {
        assertThat(texts(blank).say("smartScopeOf.unnamed", "x")).isEqualTo("the patient’s x");
    }

    @Test
    void aMissingTextIsSaidInEnglish() {
        assertThat(new Texts(new Properties()).say("smartScopeOf.unnamed", "x")).isEqualTo("the patient’s x");
    }

    @Test
    void aKeyThatNobodyKnowsIsNoText() {
        assertThat(new Texts(new Properties()).find("smartScopeNone")).isEmpty();
        assertThatThrownBy(() -> new Texts(new Properties()).say("smartScopeNone"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Texts texts(String text) {
        Properties words = new Properties();
        words.setProperty("smartScopeOf.unnamed", text);
        return new Texts(words);
    }
}
