package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.Interactions;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Syntax;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences for scopes with constraints, whose values come from whoever wrote the app. */
class ConditionWordingTest {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category|";

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "laboratory; Read and search your laboratory results; 讀取及查詢您的檢驗結果",
        "vital-signs; Read and search your vital signs; 讀取及查詢您的生命徵象",
        "survey; Read and search your survey and questionnaire results; 讀取及查詢您的量表與問卷結果"})
    void callsAWellKnownCategoryByItsName(String code, String english, String chinese) {
        String scope = "patient/Observation.rs?category=" + CATEGORY + code;
        assertThat(Words.ENGLISH.sentence(scope, Whose.readers())).isEqualTo(english);
        assertThat(Words.CHINESE.sentence(scope, Whose.readers())).isEqualTo(chinese);
    }

    @Test
    void namesEveryCategoryThatAScopeOffers() {
        String scope = "patient/Observation.rs?category=" + CATEGORY + "laboratory," + CATEGORY + "vital-signs";
        assertThat(Words.ENGLISH.sentence(scope, Whose.readers()))
                .isEqualTo("Read and search your vital signs and laboratory results");
    }

    @Test
    void aSecondCategoryThatMustHoldAsWellIsACondition() {
        String scope = "patient/Observation.rs?category=" + CATEGORY + "laboratory&category=" + CATEGORY + "exam";
        assertThat(Words.ENGLISH.sentence(scope, Whose.readers())).isEqualTo("Read and search your laboratory results, "
                + "only where the category is “http://terminology.hl7.org/CodeSystem/observation-category|exam”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"laboratory", "|laboratory", "http://evil.tw/observation-category|laboratory",
        "http://terminology.hl7.org/CodeSystem/observation-category|Laboratory",
        "http://terminology.hl7.org/CodeSystem/observation-category|laboratory,x",
        "http://terminology.hl7.org/CodeSystem/observation-category|laborator",
        "http://terminology.hl7.org/CodeSystem/observation-category|"})
    void doesNotCallByNameWhatIsNotExactlyThatCategory(String value) {
        assertThat(sentence("category", value)).startsWith(
                "Read and search your lab results and measurements, only where the category is “");
    }

    @ParameterizedTest
    @ValueSource(strings = {"category:in", "category:not", "code", "subject.category", "_category"})
    void doesNotCallByNameWhatAnotherParameterHolds(String parameter) {
        assertThat(sentence(parameter, CATEGORY + "laboratory")).contains("lab results and measurements, only where");
    }

    @Test
    void doesNotCallByNameACategoryOfAnotherType() {
        assertThat(Words.ENGLISH.sentence("patient/Goal.rs?category=" + CATEGORY + "laboratory", Whose.readers()))
                .startsWith("Read and search your health goals, only where the category is “");
        assertThat(Words.ENGLISH.sentence("patient/*.rs?category=" + CATEGORY + "laboratory", Whose.readers()))
                .contains("kinds of data that are added later, only where the category is “");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "status=final | only where the status is “final” | 僅限狀態為「final」者",
        "status=final,amended | only where the status is “final” or “amended” | 僅限狀態為「final」或「amended」者",
        "code:in=x | only where “code:in” matches “x” | 僅限「code:in」符合「x」者",
        "status:not=final | only where the status is not “final” | 僅限狀態不是「final」者",
        "value-quantity=gt5 | only where “value-quantity” is “gt5” | 僅限「value-quantity」為「gt5」者",
        "patient.birthdate=1990 | only where “patient.birthdate” matches “1990” | 僅限「patient.birthdate」符合「1990」者",
        "status=final&date=ge2020 | only where the status is “final” and the date is “ge2020” "
                + "| 僅限狀態為「final」，且日期為「ge2020」者",
        "code=a,b,c,d,e | only where the code is “a” or “b” or “c” or 2 further values "
                + "| 僅限代碼為「a」或「b」或「c」或其他 2 個值者",
        "a=1&b=2&c=3&d=4&e=5 | only where “a” is “1” and “b” is “2” and “c” is “3” and 2 further conditions are met "
                + "| 僅限「a」為「1」，且「b」為「2」，且「c」為「3」，且另外符合 2 項條件者"})
    void saysAnyOtherConditionAsItStands(String constraints, String english, String chinese) {
        String scope = "patient/Observation.rs?" + constraints;
        assertThat(Words.ENGLISH.sentence(scope, Whose.readers()))
                .isEqualTo("Read and search your lab results and measurements, " + english);
        assertThat(Words.CHINESE.sentence(scope, Whose.readers())).isEqualTo("讀取及查詢您的檢驗結果與量測紀錄，" + chinese);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202Egnihtyreve", "a\u2066b\u2069", "a\u200Fb", "\u061Cx", "a\u200Bb", "a\u0000b",
        "a\nb", "a\u2028b", "a\u0085b", "\uFEFFx", "\uE000x", "x\u115Fy", "x\u3164y", "x\u20DDy",
        "\uDB40\uDC41x"})
    void whatCannotBeSeenIsShownAsUnprintable(String value) {
        String sentence = sentence("code", value);
        assertThat(sentence).contains("\uFFFD").endsWith("”");
        assertThat(sentence.codePoints()).noneMatch(c -> Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x” and everything else that is “y", "x」及其他「y", "x\" or \"y", "x『y』", "x«y»"})
    void aValueCannotCloseItsQuotationMarks(String value) {
        for (Words words : Words.values()) {
            String quoted = words == Words.ENGLISH ? "only where the code is “" : "僅限代碼為「";
            String rest = words.wording.sentence(scope("code", value), Whose.readers()).split(quoted)[1];
            assertThat(rest.chars().filter(c -> "“”「」『』\"«»".indexOf(c) >= 0).count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "{1}", "${smartScopeOf.own}", "{0,number}", "'{0}'", "{", "}", "$0 \\\\1", "%s"})
    void aValueIsNeverReadAsAPattern(String value) {
        assertThat(sentence("code", value)).startsWith("Read and search your lab results and measurements, only where")
                .doesNotContain("{", "}", "your your").endsWith("”");
    }

    @Test
    void aLongValueIsShortenedBetweenCharacters() {
        assertThat(sentence("code", "𠮷".repeat(2000)))
                .endsWith("the code is “" + "𠮷".repeat(40) + "…" + "𠮷".repeat(40) + "”");
    }

    @Test
    void theCodeOfALongCodedValueIsSaid() {
        assertThat(sentence("code", "http://x.tw/" + "y".repeat(90) + "|4548-4")).endsWith("y|4548-4”");
    }

    @Test
    void aLongParameterIsShortened() {
        assertThat(sentence("p".repeat(3000), "x")).hasSizeLessThan(200)
                .contains("p".repeat(40) + "…" + "p".repeat(40) + "” is “x”");
    }

    @Test
    void marksDoNotPileUp() {
        assertThat(sentence("code", "e" + "\u0301\u0300\u0302".repeat(500))).hasSizeLessThan(100);
    }

    @Test
    void textFromRightToLeftTurnsNothingAroundIt() {
        assertThat(sentence("code", "אב")).endsWith("is “\u2068אב\u2069”");
    }

    @Test
    void theLongestScopesHaveSentencesOfBoundedLength() {
        String many = IntStream.range(0, 300).mapToObj(i -> "value-" + i + "=" + "y,".repeat(50) + i)
                .collect(Collectors.joining("&"));
        assertThat(Words.ENGLISH.sentence("patient/Observation.rs?" + many, Whose.readers())).hasSizeLessThan(1000);
    }

    @Test
    void whatFhirEscapesIsShownWithoutTheEscape() {
        assertThat(sentence("code", "a\\,b\\|c")).endsWith("the code is “a,b|c”");
    }

    private static String sentence(String parameter, String value) {
        return Words.ENGLISH.wording.sentence(scope(parameter, value), Whose.readers());
    }

    private static ResourceScope scope(String parameter, String value) {
        return new ResourceScope(Context.PATIENT, "Observation",
                Interactions.of(Interaction.READ, Interaction.SEARCH), List.of(Constraint.of(parameter, value)),
                Syntax.V2);
    }
}
