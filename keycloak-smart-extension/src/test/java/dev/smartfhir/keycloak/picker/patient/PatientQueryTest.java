package dev.smartfhir.keycloak.picker.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientQueryTest {

    @ParameterizedTest
    @ValueSource(strings = {"1958-02-30", "1958-13", "19580307", "07/03/1958", "58", "1958-3-7", "gt1958-01-01", "abcd",
        "1958-03-07,1960-01-01", "1958-03-07T00:00:00Z", "民國四十七年"})
    void aBirthDateThatIsNoneIsNotSearched(String birthDate) {
        assertThat(new PatientQuery("", "", birthDate).isValid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1958", "1958-03", "1958-03-07", " 1958-03-07 ", "2024-02-29"})
    void aBirthDateMayBeLessExact(String birthDate) {
        assertThat(new PatientQuery("", "", birthDate).isValid()).isTrue();
    }

    @Test
    void endlessTextAndControlCharactersAreNotSearched() {
        assertThat(new PatientQuery("a".repeat(101), "", "").isValid()).isFalse();
        assertThat(new PatientQuery("", "a".repeat(101), "").isValid()).isFalse();
        assertThat(new PatientQuery("a\u0000b", "", "").isValid()).isFalse();
        assertThat(new PatientQuery("", "a\nb", "").isValid()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "Chen            #             #            # name=Chen",
        "陳 小明         #             #            # name=陳 name=小明",
        "陳\u3000小明    #             #            # name=陳 name=小明",
        "a,b             #             #            # name=a\\,b",
        "a|b$c\\d        #             #            # name=a\\|b\\$c\\\\d",
        "name:exact=a&b  #             #            # name=name:exact=a&b",
        "                # A123,B456   #            # identifier=A123\\,B456",
        "                # urn:x|A123  #            # identifier=urn:x|A123",
        "                # urn:x|A|B   #            # identifier=urn:x|A\\|B",
        "                #             # 1958-03-07 # birthdate=1958-03-07",
        "Chen            # A1          # 1958       # name=Chen identifier=A1 birthdate=1958",
        "                #             #            # ~~"
    })
    void asksForAllThatIsFilledIn(String name, String identifier, String birthDate, String expected) {
        assertThat(new PatientQuery(name, identifier, birthDate).parameters().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue()).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void searchesForLinkedPatientsAndNoOthers() {
        assertThat(PatientQuery.only(Set.of("b", "a"))).containsExactly(Map.entry("_id", "a,b"));
    }

    @Test
    void doesNotTellWhatIsSearchedForInLogs() {
        assertThat(new PatientQuery("Chen", "A1", "")).hasToString("PatientQuery[name, identifier]");
    }
}
