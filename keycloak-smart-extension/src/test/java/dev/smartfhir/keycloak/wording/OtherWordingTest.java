package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences for launch context, identity, lasting access and extensions. */
class OtherWordingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "launch | Know the situation in which it is opened | 得知從什麼情境開啟這個應用程式",
        "launch/patient | Know which patient record is yours | 得知哪一份病歷是您的",
        "launch/encounter | Know which visit or hospital stay this is about | 得知是哪一次就醫或住院",
        "launch/diagnosticreport | Know which of these is meant: test and examination reports "
                + "| 得知所指的是哪一筆檢驗與檢查報告",
        "launch/list?role=http://x.tw/r | Know which of these is meant: lists of records, in the role “http://x.tw/r” "
                + "| 得知所指的是哪一筆紀錄清單（角色為「http://x.tw/r」）",
        "openid | Know who you are | 得知您是誰",
        "fhirUser | Know who you are in the health records | 得知您在健康資料中的身分",
        "profile | Know your name and the basic data of your account | 得知您的姓名與帳號基本資料",
        "offline_access | Keep its access when you are not using it, until you take the access away "
                + "| 在您沒有使用時仍保有存取權，直到您收回為止",
        "online_access | Keep its access for as long as you are logged in | 在您登入期間保有存取權",
        "__introspect | Check the access tokens of every app | 查驗所有應用程式的存取權杖",
        "__special | Use a special function of this server, named “__special” | 使用這台伺服器的特殊功能「__special」",
        "https://x.tw/a.b | Use a special function of this server, named “https://x.tw/a.b” "
                + "| 使用這台伺服器的特殊功能「https://x.tw/a.b」"})
    void saysInBothLanguages(String scope, String english, String chinese) {
        assertThat(Words.ENGLISH.sentence(scope, Whose.readers())).isEqualTo(english);
        assertThat(Words.CHINESE.sentence(scope, Whose.readers())).isEqualTo(chinese);
    }

    @Test
    void saysWhichPatientIsChosenAsFarAsItIsKnown() {
        assertThat(Words.ENGLISH.sentence("launch/patient", Whose.of("王小明")))
                .isEqualTo("Know that 王小明 is the chosen patient");
        assertThat(Words.ENGLISH.sentence("launch/patient", Whose.patients()))
                .isEqualTo("Know which patient you chose");
        assertThat(Words.CHINESE.sentence("launch/patient", Whose.of("王小明"))).isEqualTo("得知選定的病人是王小明");
        assertThat(Words.CHINESE.sentence("launch/patient", Whose.patients())).isEqualTo("得知您選擇了哪一位病人");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__{0}", "__${msg}", "https://x.tw/{1}", "urn:x:'{0}'", "__"
        + "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbb"
        + "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbb"})
    void anExtensionIsNamedInBoundedPlainText(String scope) {
        for (Words words : Words.values()) {
            assertThat(words.sentence(scope, Whose.patients())).doesNotContain("{", "}").hasSizeLessThan(140);
        }
    }

    @Test
    void aRoleCannotCloseItsQuotationMarks() {
        String sentence = Words.ENGLISH.sentence("launch/list?role=x%E2%80%9D%20%E2%80%AEy", Whose.patients());
        assertThat(sentence).endsWith("in the role “x' \uFFFDy”");
    }

    @Test
    void everyOtherScopeIsSaidInAWayOfItsOwn() {
        List<String> scopes = List.of("launch", "launch/patient", "launch/encounter", "launch/list", "openid",
                "fhirUser", "profile", "offline_access", "online_access", "__introspect", "__other");
        for (Words words : Words.values()) {
            assertThat(scopes.stream().map(scope -> words.sentence(scope, Whose.patients()))).doesNotHaveDuplicates();
        }
    }
}
