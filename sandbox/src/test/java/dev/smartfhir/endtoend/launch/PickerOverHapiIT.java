package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.ConsentBoxes;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The patient picker over the real FHIR server, which judges the picker's token like any other. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PickerOverHapiIT {

    private static final String SCOPE = "launch/patient patient/Patient.r";

    private final Servers servers;
    private final TestUsers users;
    private final String mark = "n" + UUID.randomUUID().toString().substring(0, 8);
    private final String first = "picked-" + UUID.randomUUID();
    private String token;
    private TestApp app;

    PickerOverHapiIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeAll
    void writeThirtyPatients() {
        app = TestApp.publicApp(servers, "launch/patient", "patient/*.rs");
        token = servers.clients().backendService("system/*.cruds").requestToken("system/*.cruds")
                .text("access_token");
        put("Patient", first, "\"name\":[{\"family\":\"" + mark + "\",\"given\":[\"小明\"]}],\"birthDate\":"
                + "\"1958-03-07\",\"identifier\":[{\"system\":\"urn:x\",\"value\":\"ID-" + mark + "\"}]");
        for (int i = 0; i < 29; i++) {
            put("Patient", "picked-" + UUID.randomUUID(), "\"name\":[{\"family\":\"" + mark + "\"}]");
        }
    }

    @Test
    void aPractitionerFindsPatientsByNameIdentifierAndBirthDate() {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, users.create("Practitioner/dr")).logIn(request);

        assertThat(user.search(mark + " 小明", "", "").offered()).containsExactly(first);
        assertThat(user.search("", "ID-" + mark, "").offered()).containsExactly(first);
        assertThat(user.search("", "urn:x|ID-" + mark, "").offered()).containsExactly(first);
        assertThat(user.search(mark, "", "1958-03").offered()).containsExactly(first);
        assertThat(user.search(mark, "", "1959").offered()).isEmpty();
        assertThat(user.showsProblem()).isFalse();
        HttpAnswer tokens = user.search(mark, "", "1958").choose(first).exchange(request);
        assertThat(tokens.text("patient")).isEqualTo(first);
        assertThat(get("/Patient/" + first, tokens.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    void consentIsAskedOnceThePatientIsChosenAndNamesHim() {
        TestApp asking = TestApp.publicApp(servers, "launch/patient", "patient/*.rs");
        servers.clients().write(servers.clients().read(asking.clientId()).put("consentRequired", true));
        AppRequest request = asking.request(SCOPE);
        PickerUser user = new PickerUser(asking, users.create("Practitioner/dr")).logIn(request);
        assertThat(user.isAtPicker()).isTrue();

        HttpAnswer page = user.search(mark + " 小明", "", "").choose(first).page();

        assertThat(ConsentBoxes.of(page).texts()).containsExactly("patient/Patient.r");
        assertThat(page.body()).contains("小明");
        HttpAnswer back = TestApp.back(user.browser(), user.browser().accept(page));
        assertThat(asking.exchange(back, request).text("patient")).isEqualTo(first);
    }

    @Test
    void thirtyPatientsAreTwoPages() {
        PickerUser user = new PickerUser(app, users.create("Practitioner/dr")).logIn(app.request(SCOPE));

        List<String> page = user.search(mark, "", "").offered();
        assertThat(page).hasSize(20);
        List<String> last = user.press("next").offered();
        assertThat(last).hasSize(10).doesNotContainAnyElementsOf(page);
        assertThat(user.press("previous").offered()).isEqualTo(page);
    }

    @Test
    void aRelatedPersonSeesOnlyThePatientHeIsLinkedToHereAndThere() {
        String related = "related-" + UUID.randomUUID();
        put("RelatedPerson", related, "\"active\":true,\"patient\":{\"reference\":\"Patient/" + first + "\"}");
        AppRequest request = app.request(SCOPE);

        PickerUser user = new PickerUser(app, users.create("RelatedPerson/" + related, first)).logIn(request);
        assertThat(user.offered()).as(user.page().body()).containsExactly(first);
        assertThat(user.choose(first).exchange(request).text("patient")).isEqualTo(first);
    }

    private void put(String type, String id, String members) {
        HttpAnswer answer = new Http().send("PUT", URI.create(servers.fhirBase() + "/" + type + "/" + id),
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/fhir+json"),
                "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"," + members + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private HttpAnswer get(String path, String bearer) {
        return new Http().send("GET", URI.create(servers.fhirBase() + path),
                Map.of("Authorization", "Bearer " + bearer), null);
    }
}
