package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The explanations below the sentences (BP-02). */
class LongerWordingTest {

    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category|";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/*.rs | added in the future",
        "user/Goal.rs | what you may reach yourself",
        "patient/Goal.c | become part of the record",
        "patient/Goal.u | overwrite",
        "patient/Goal.d | may not come back",
        "patient/Goal.r | has to know the number",
        "patient/Goal.s | show the full entries",
        "patient/Observation.rs | laboratory values",
        "patient/Goal.rs?lifecycle-status=active | stay closed to the app",
        "offline_access | at any time",
        "online_access | when you log out",
        "launch | This alone opens no data"})
    void explainsWhatIsWorthKnowing(String scope, String part) {
        assertThat(longer(Words.ENGLISH, scope)).contains(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient/Goal.rs", "system/Goal.rs", "launch/patient", "launch/encounter", "profile",
        "__introspect", "__smartScopeMore.wildcard"})
    void saysNoMoreThanThereIsToSay(String scope) {
        assertThat(Words.ENGLISH.wording.longer(Scope.parse(scope))).isEmpty();
        assertThat(Words.CHINESE.wording.longer(Scope.parse(scope))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void explainsEachCategoryOfObservations(Words words) {
        for (Category category : Category.of("Observation")) {
            String scope = "patient/Observation.rs?category=" + CATEGORY + category.code();
            assertThat(longer(words, scope))
                    .isEqualTo(words.texts.getProperty("smartCategoryMore.Observation." + category.code()));
        }
    }

    @Test
    void aCategoryIsNoConditionToExplainAndAFreeOneIs() {
        String closed = "Other entries of this kind stay closed";
        assertThat(longer(Words.ENGLISH, "patient/Observation.rs?category=" + CATEGORY + "exam"))
                .doesNotContain(closed);
        assertThat(longer(Words.ENGLISH, "patient/Observation.rs?category=" + CATEGORY + "exam&status=final"))
                .contains(closed);
        assertThat(longer(Words.ENGLISH, "patient/Observation.rs?category=exam")).contains(closed);
    }

    @Test
    void whatIsNotAllowedIsNotExplained() {
        assertThat(longer(Words.ENGLISH, "patient/*.rs")).doesNotContain("overwrite", "come back", "yourself");
        assertThat(longer(Words.ENGLISH, "patient/*.c")).doesNotContain("overwrite", "come back");
    }

    @Test
    void severalExplanationsStandInARow() {
        assertThat(longer(Words.CHINESE, "patient/Goal.cud"))
                .isEqualTo("新增的內容會成為紀錄的一部分，其他人也看得到。應用程式可以覆寫紀錄中的既有內容。刪除的內容可能無法復原。");
    }

    private static String longer(Words words, String scope) {
        return words.wording.longer(Scope.parse(scope)).orElseThrow();
    }
}
