package dev.smartfhir.keycloak.realmcache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CeilingNameTest {

    private static final String LONG = "system/Observation.rs?category=";

    @Test
    void refusesOneCharacterMoreThanTheColumnHolds() {
        assertThat(CeilingName.refusal(LONG + "x".repeat(256 - LONG.length()))).get().asString().contains("255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.sr", "system/Nothing.rs", "patient/*", "user/Patient.", "system/Bundle.CRS"})
    void refusesWhatIsWrittenInSmartSyntaxAndBreaksIt(String name) {
        assertThat(CeilingName.refusal(name)).get().asString().contains("at character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.rs?identifier=${", "system/Bundle.rs?identifier=${Institution}",
        "system/Bundle.rs?identifier=${a}${b c}", "system/Bundle.rs?identifier=%24%7B%7D", "launch/patient?role=${a}",
        "user/Bundle.rs?_security=s%5C|${a}"})
    void refusesWhatLooksLikeAPlaceholderAndIsNone(String name) {
        assertThat(CeilingName.refusal(name)).isPresent();
    }

    @Test
    void takesANameThatFillsTheColumn() {
        assertThat(CeilingName.refusal(LONG + "x".repeat(255 - LONG.length()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.crs", "system/Bundle.rs?identifier=${institution}", "foo-${bar}", "profile",
        "anything at all"})
    void leavesOtherNamesAlone(String name) {
        assertThat(CeilingName.refusal(name)).isEmpty();
    }
}
