package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The picker's page: search, paging, languages, labels, and what it never shows or logs. */
@EndToEnd
class PickerPageIT extends OverStubFhirServer {

    PickerPageIT(Servers servers) {
        super(servers);
    }

    @Test
    void turnsPagesOfTwentyAndNeverLoadsThemAll() {
        int before = fhir.requests().size();
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "");
        List<String> first = user.offered();
        assertThat(first).hasSize(20).contains("p-0", "p-19");
        assertThat(user.page().body()).doesNotContain("name=\"previous\"");

        assertThat(user.press("next").offered()).hasSize(20).contains("p-20", "p-39");
        assertThat(user.press("next").offered()).hasSize(20).contains("p-40");
        assertThat(user.press("previous").offered()).contains("p-20");
        assertThat(user.press("previous").offered()).isEqualTo(first);
        assertThat(user.press("previous").offered()).isEqualTo(first);
        assertThat(fhir.requests().size() - before).isLessThanOrEqualTo(10);
        assertThat(fhir.requests()).allMatch(sent -> sent.form().isEmpty() || sent.one("_count").equals("20"));
    }

    @Test
    void theLastPageHasNoNextOne() {
        fhir.answer(Patients.of(25, servers.fhirBase()));
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").press("next");

        assertThat(user.offered()).hasSize(5);
        assertThat(user.page().body()).doesNotContain("name=\"next\"").contains("name=\"previous\"");
        assertThat(user.press("next").offered()).hasSize(5);
    }

    @Test
    void searchesByIdentifierAndBirthDateAndSaysWhenThereIsNobody() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));

        assertThat(user.search("", "MRN9999x", "").offered()).containsExactly("p-9999");
        assertThat(user.search("", "", "1930").offered()).contains("p-0", "p-90");
        assertThat(user.search("Nobody", "", "").offered()).isEmpty();
        assertThat(user.page().body()).contains("id=\"smart-patient-none\"").contains("value=\"Nobody\"");
    }

    @Test
    void whatThePageShowsIsText() {
        String html = "</button><script>alert(1)</script><img src=x onerror=alert(1)>";
        fhir.answer(sent -> Answer.fhir(Patients.searchset(null,
                "{\"resourceType\":\"Patient\",\"id\":\"p-1\",\"name\":"
                + "[{\"text\":\"" + html + "\"}],\"birthDate\":\"" + html + "\",\"gender\":\"" + html
                + "\",\"identifier\":[{\"value\":\"\\\"'><script>alert(2)</script>${7*7}\"}]}")));
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("name", html));
        try {
            PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE))
                    .search("\"><script>alert(3)</script>", "'><script>alert(4)</script>", "");

            assertThat(user.offered()).containsExactly("p-1");
            assertThat(user.page().body()).doesNotContain("<script>alert(").doesNotContain("<img src=x")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;").contains("${7*7}")
                    .contains("&lt;script&gt;alert(3)");
        } finally {
            servers.clients().write(client.put("name", ""));
        }
    }

    @Test
    void aBirthDateThatIsNoneIsExplained() {
        int before = fhir.requests().size();
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "7/3/1958");

        assertThat(user.showsProblem()).isTrue();
        assertThat(user.page().body()).contains("value=\"7/3/1958\"");
        assertThat(fhir.requests()).hasSize(before);
    }

    @Test
    void speaksTraditionalChinese() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE).with("ui_locales", "zh-TW"))
                .search("Name-3x", "", "");

        assertThat(user.page().body()).contains("lang=\"zh-TW\"", "選擇病人", "出生日期", "女性", "取消並返回應用程式")
                .doesNotContain("smartPatient").doesNotContain("Choose a patient");
        assertThat(new PickerUser(app, doctor).logIn(app.request(SCOPE).with("ui_locales", "en")).page().body())
                .contains("Choose a patient").doesNotContain("選擇病人").doesNotContain("smartPatientTitle");
    }

    @Test
    void everyFieldHasALabelAndNothingNeedsJavaScript() {
        String page = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").page().body();
        String form = page.substring(page.indexOf("id=\"smart-patient\""));
        form = form.substring(0, form.lastIndexOf("</form>"));

        for (String field : List.of("name", "identifier", "birthDate")) {
            assertThat(form).contains("<label for=\"smart-patient-" + field + "\"")
                    .contains("id=\"smart-patient-" + field + "\"");
        }
        assertThat(form).doesNotContain("<script").doesNotContain("onclick").doesNotContain("tabindex")
                .doesNotContain("javascript:");
        assertThat(page).contains("<h1").contains("lang=\"en\"");
    }

    @Test
    void reloadingThePageKeepsThePlace() {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request).search("Name-1", "", "").press("next");
        List<String> shown = user.offered();

        user.openPage(TamperedForm.addressWithout(user, "session_code"));

        assertThat(user.offered()).isEqualTo(shown).hasSize(20);
        assertThat(user.choose(shown.get(3)).exchange(request).text("patient")).isEqualTo(shown.get(3));
    }

    @Test
    void noLogHoldsWhatWasSearchedForOrTheToken() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("Name-5151x", "MRN5151x", "");
        user.choose("p-9998").choose("p-5151");

        assertThat(KeycloakLog.of(servers)).doesNotContain("5151x").doesNotContain("p-5151").doesNotContain("p-9998")
                .doesNotContain(fhir.last().bearer());
        assertThat(servers.admin().get("/events?client=" + app.clientId()).body())
                .doesNotContain("p-5151").doesNotContain("p-9998").doesNotContain("Name-5151x");
    }
}
