package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both message files: whole, alike, and safe to be read by Keycloak's pages. */
class MessageFilesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(Words.CHINESE.texts.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Words.ENGLISH.texts.stringPropertyNames());
    }

    @Test
    void aKeyIsFilledInAlikeInBothLanguages() {
        Words.ENGLISH.texts.stringPropertyNames().forEach(key -> assertThat(placeholders(Words.CHINESE, key)).as(key)
                .isEqualTo(placeholders(Words.ENGLISH, key)));
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void everyResourceTypeOfR4HasANameOfItsOwn(Words words) {
        List<String> names = Words.r4Types().stream()
                .map(type -> words.texts.getProperty("smartType." + type)).toList();
        assertThat(names).hasSize(146).doesNotContainNull().doesNotHaveDuplicates().allMatch(name -> !name.isBlank());
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void noNameIsTheTypesOwn(Words words) {
        assertThat(Words.r4Types()).noneMatch(type -> words.texts.getProperty("smartType." + type).equals(type));
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void nothingIsNamedThatIsNoTypeOfR4(Words words) {
        Set<String> named = words.texts.stringPropertyNames().stream()
                .filter(key -> key.matches("smartType(More|OfUser)?\\..*"))
                .map(key -> key.substring(key.indexOf('.') + 1)).filter(type -> !type.equals("other"))
                .collect(Collectors.toSet());
        assertThat(Words.r4Types()).containsAll(named);
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void everyCategoryHasANameOfItsOwnAndNoOtherIsNamed(Words words) {
        List<String> keys = Words.r4Types().stream().flatMap(type -> Category.of(type).stream())
                .map(category -> "smartCategory." + category.type() + "." + category.code()).toList();
        assertThat(words.texts.stringPropertyNames()).filteredOn(key -> key.startsWith("smartCategory."))
                .containsExactlyInAnyOrderElementsOf(keys);
        assertThat(keys.stream().map(words.texts::getProperty)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void noTextHasAnApostropheThatMessageFormatWouldSwallow(Words words) {
        ours(words).forEach(key -> assertThat(words.texts.getProperty(key)).as(key).doesNotContain("'"));
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void noTextHoldsMarkupOrABraceThatIsNoPlaceholder(Words words) {
        ours(words).forEach(key -> assertThat(words.texts.getProperty(key).replaceAll("\\{[01]}", "")).as(key)
                .doesNotContain("<", ">", "&", "{", "}", "$"));
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void noTextIsBlankOrKeepsBlanksAtItsEnds(Words words) {
        words.texts.stringPropertyNames().forEach(key -> assertThat(words.texts.getProperty(key)).as(key)
                .isNotBlank().isEqualTo(words.texts.getProperty(key).strip()));
    }

    @Test
    void chineseTextsUseNoHalfWidthPunctuationAndNoWordsOfTheMainland() {
        Pattern foreign = Pattern.compile("[,;!?()\"]|\\.$|信息|數據|用戶(?!端)|默認|軟件|網絡|服務器|激活|登錄(?!或)|患者|令牌|化驗"
                + "|[们这为说请数据应选择]");
        ours(Words.CHINESE).forEach(key -> assertThat(foreign.matcher(Words.CHINESE.texts.getProperty(key)).find())
                .as(key).isFalse());
    }

    @Test
    void englishTextsAreOfLatinLetters() {
        ours(Words.ENGLISH).forEach(key -> assertThat(Words.ENGLISH.texts.getProperty(key)).as(key)
                .matches("[\\x20-\\x7E’“”]+"));
    }

    private static List<String> ours(Words words) {
        return words.texts.stringPropertyNames().stream().filter(Words.OURS.asMatchPredicate()).sorted().toList();
    }

    private static Set<String> placeholders(Words words, String key) {
        return Arrays.stream(PLACEHOLDER.matcher(words.texts.getProperty(key)).results()
                .map(found -> found.group()).toArray(String[]::new)).collect(Collectors.toCollection(TreeSet::new));
    }
}
