package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interactions;
import dev.smartfhir.scopes.ResourceScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sentences for resource scopes without conditions. */
class ResourceWordingTest {

    private static final List<Whose> EVERYONE = List.of(Whose.readers(), Whose.of("王小明"), Whose.patients());

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/Observation.rs | Read and search your lab results and measurements",
        "patient/Observation.read | Read and search your lab results and measurements",
        "patient/Observation.r | Read your lab results and measurements, "
                + "but only one by one, each by its number (no searching)",
        "patient/Observation.s | Search and list your lab results and measurements",
        "patient/Claim.c | Add entries to your insurance claims and prior authorization requests",
        "patient/Goal.u | Change entries in your health goals",
        "patient/Goal.d | Delete entries from your health goals",
        "patient/Goal.write | Add, change and delete entries in your health goals",
        "patient/Goal.crs | Read and search your health goals, and add entries",
        "patient/Patient.rs | Read and search your personal data",
        "patient/Organization.rs | Read and search hospitals, clinics and other organizations connected with you",
        "user/Patient.rs | Read and search personal data of patients that you may see",
        "user/Goal.cud | Add, change and delete entries in health goals that you may change",
        "user/Goal.* | Read and search health goals that you may see or change, and add, change and delete entries",
        "system/Goal.rs | Read and search all health goals on the server",
        "patient/*.rs | Read and search all of your health data, "
                + "including data and kinds of data that are added later",
        "user/*.d | Delete entries from all data that you may change, "
                + "including data and kinds of data that are added later"})
    void saysInEnglishToThePatient(String scope, String sentence) {
        assertThat(Words.ENGLISH.sentence(scope, Whose.readers())).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/Observation.rs | 讀取及查詢王小明的檢驗結果與量測紀錄",
        "patient/Observation.read | 讀取及查詢王小明的檢驗結果與量測紀錄",
        "patient/Observation.r | 依編號逐筆讀取王小明的檢驗結果與量測紀錄（不可查詢）",
        "patient/Observation.s | 查詢並列出王小明的檢驗結果與量測紀錄",
        "patient/Claim.cu | 新增及修改王小明的保險申報與事前審查申請",
        "patient/ClaimResponse.rs | 讀取及查詢王小明的申報與事前審查的審查結果",
        "patient/Goal.crs | 讀取及查詢王小明的健康目標，並可新增",
        "patient/Organization.rs | 讀取及查詢與王小明有關的醫院、診所等機構資料",
        "user/Patient.rs | 讀取及查詢您有權查看的病人基本資料",
        "user/Goal.d | 刪除您有權異動的健康目標",
        "patient/*.rs | 讀取及查詢王小明的所有健康資料，包括日後新增的資料與資料種類",
        "user/*.write | 新增、修改及刪除您有權異動的所有資料，包括日後新增的資料與資料種類"})
    void saysInChineseWhoseDataItIs(String scope, String sentence) {
        assertThat(Words.CHINESE.sentence(scope, Whose.of("王小明"))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void saysEveryCombinationOfLettersContextAndPatientInItsOwnWay(Words words) {
        List<String> sentences = new ArrayList<>();
        for (Whose whose : EVERYONE) {
            everyScope(List.of(Context.PATIENT), List.of("Observation", "Practitioner", "*"))
                    .forEach(scope -> sentences.add(words.wording.sentence(scope, whose)));
        }
        everyScope(List.of(Context.USER, Context.SYSTEM), List.of("Observation", "Practitioner", "*"))
                .forEach(scope -> sentences.add(words.wording.sentence(scope, Whose.patients())));
        assertThat(sentences).hasSize(31 * 3 * (3 + 2)).doesNotHaveDuplicates()
                .allSatisfy(ResourceWordingTest::isPlain);
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void saysEveryTypeOfR4WithoutShowingItsTechnicalName(Words words) {
        for (Context context : Context.values()) {
            for (String type : Words.r4Types()) {
                String sentence = words.sentence(context.prefix() + "/" + type + ".rs", Whose.patients());
                isPlain(sentence);
                assertThat(sentence).doesNotContain(context.prefix() + "/", "." + "rs");
                if (type.matches("[A-Z][a-z]+[A-Z].*")) {
                    assertThat(sentence).doesNotContain(type);
                }
            }
        }
    }

    @Test
    void noTwoTypesOfR4AreSaidAlike() {
        for (Words words : Words.values()) {
            Set<String> sentences = new HashSet<>();
            Words.r4Types().forEach(type -> sentences.add(words.sentence("user/" + type + ".rs", Whose.patients())));
            assertThat(sentences).hasSize(Words.r4Types().size());
        }
    }

    @Test
    void aTypeOfALaterVersionIsNamedAsItIsCalled() {
        assertThat(Words.ENGLISH.sentence("user/ActorDefinition.rs", Whose.patients()))
                .isEqualTo("Read and search records of the kind “ActorDefinition” that you may see");
        assertThat(Words.CHINESE.sentence("user/ActorDefinition.rs", Whose.patients()))
                .isEqualTo("讀取及查詢您有權查看的「ActorDefinition」類的紀錄");
    }

    @Test
    void anEmptyOrInvisibleNameIsNotSaid() {
        for (String name : List.of("", "  ", "\u3000")) {
            assertThat(Words.ENGLISH.sentence("patient/Goal.rs", Whose.of(name)))
                    .isEqualTo("Read and search the patient’s health goals");
        }
    }

    @Test
    void thePatientsNameCannotPoseAsAnythingElse() {
        String sentence = Words.ENGLISH.sentence("patient/Goal.rs", Whose.of("{0}\u202Eeve” and “all\n\uD800<b>"));
        assertThat(sentence).isEqualTo("Read and search the health goals of (0)\uFFFDeve' and 'all\uFFFD\uFFFD<b>");
    }

    private static void isPlain(String sentence) {
        assertThat(sentence).doesNotContain("null", "{", "}", "patient/", "user/", "system/", "smart", "  ", "cruds")
                .doesNotEndWith(".").doesNotEndWith("。").matches("[^a-z].*");
    }

    private static Stream<ResourceScope> everyScope(List<Context> contexts, List<String> types) {
        return contexts.stream().flatMap(context -> types.stream().flatMap(type -> IntStream.range(1, 32)
                .mapToObj(bits -> ResourceScope.of(context, type, letters(bits)))));
    }

    private static Interactions letters(int bits) {
        StringBuilder letters = new StringBuilder();
        IntStream.range(0, 5).filter(i -> (bits & 1 << i) != 0).forEach(i -> letters.append("cruds".charAt(i)));
        return Interactions.parse(letters.toString()).orElseThrow();
    }
}
