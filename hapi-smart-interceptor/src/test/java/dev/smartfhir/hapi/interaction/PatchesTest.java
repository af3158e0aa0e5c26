package dev.smartfhir.hapi.interaction;

import static dev.smartfhir.hapi.Rules.WRITES;
import static dev.smartfhir.hapi.Rules.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.Interaction;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchesTest {

    private static final String JSON = "application/json-patch+json";
    private static final String XML = "application/xml-patch+xml";
    private static final String DIFF = "<diff><replace sel=\"Patient/birthDate/@value\">2000-01-01</replace></diff>";
    private static final String FILE = "[<!ENTITY x SYSTEM \"file:///etc/passwd\">]";

    @ParameterizedTest
    @ValueSource(strings = {
            "[]",
            "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]",
            "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":true},{\"op\":\"remove\",\"path\":\"/gender\"}]"})
    void letsJsonPatchesThatTellNothingPassWithoutRead(String patch) {
        assertThat(judge(JSON, patch, "system/Patient.u")).isEqualTo("allowed");
        assertThat(judge(JSON + "; charset=utf-8", patch, "system/Patient.u")).isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[{\"op\":\"test\",\"path\":\"/birthDate\",\"value\":\"1980-01-01\"}]",
            "[{\"op\":\"copy\",\"from\":\"/name/0/family\",\"path\":\"/gender\"}]",
            "[{\"op\":\"move\",\"from\":\"/name/0/family\",\"path\":\"/gender\"}]",
            "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true},{\"op\":\"test\",\"path\":\"/a\",\"value\":1}]",
            "[{\"op\":\"add\",\"op\":\"test\",\"path\":\"/active\",\"value\":true}]",
            "[{\"op\":\"test\",\"op\":\"add\",\"path\":\"/active\",\"value\":true}]",
            "[] [{\"op\":\"test\",\"path\":\"/active\",\"value\":true}]",
            "[{\"op\":\"TEST\"}]", "[{}]", "[[]]", "{\"op\":\"add\"}", "null", "", "not json"})
    void needsReadForAJsonPatchThatTellsWhatIsStored(String patch) {
        assertThat(judge(JSON, patch, "system/Patient.u")).isEqualTo("patch");
        assertThat(judge(JSON, patch, "system/Patient.us")).isEqualTo("patch");
        assertThat(judge(JSON, patch, "system/Patient.ru")).isEqualTo("allowed");
    }

    @Test
    void needsReadForEveryOtherKindOfPatch() {
        assertThat(judge(XML, DIFF, "system/Patient.u")).isEqualTo("patch");
        assertThat(judge(XML, DIFF, "system/Patient.ru")).isEqualTo("allowed");
        assertThat(judge("application/fhir+json", "[]", "system/Patient.u")).isEqualTo("patch");
        assertThat(judge(null, "[]", "system/Patient.u")).isEqualTo("patch");
        assertThat(verdict(WRITES.patch("Patient", new Parameters()), "system/Patient.u")).isEqualTo("patch");
        assertThat(verdict(WRITES.patch("Patient", new Patient()), "system/Patient.u")).isEqualTo("patch");
        assertThat(verdict(WRITES.patch("Patient", null), "system/Patient.u")).isEqualTo("patch");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<!DOCTYPE d " + FILE + ">" + DIFF,
            "<?xml version=\"1.0\"?>\n<!DOCTYPE d " + FILE + ">" + DIFF,
            "<!DOCTYPE d SYSTEM \"http://127.0.0.1/x.dtd\">" + DIFF,
            "<!DOCTYPE d>" + DIFF, "<diff>", "", "{}"})
    void refusesAnXmlPatchThatCouldReachFilesOrTheNetwork(String patch) {
        assertThat(judge(XML, patch, "system/*.cruds")).isEqualTo("invalid");
    }

    @Test
    void refusesADocumentTypeThatIsHiddenInAnotherEncoding() {
        String hidden = new String(("<?xml version=\"1.0\" encoding=\"UTF-16BE\"?><!DOCTYPE d " + FILE + ">" + DIFF)
                .getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_8);
        assertThat(judge(XML, hidden, "system/*.cruds")).isEqualTo("invalid");
    }

    private static String judge(String contentType, String patch, String scopes) {
        Binary binary = new Binary().setContentType(contentType);
        binary.setContent(patch.getBytes(StandardCharsets.UTF_8));
        return verdict(WRITES.patch("Patient", binary).and(WRITES.letter(
                Interaction.UPDATE, "Patient")), scopes);
    }
}
