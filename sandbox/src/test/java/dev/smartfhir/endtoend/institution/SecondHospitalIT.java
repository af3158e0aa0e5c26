package dev.smartfhir.endtoend.institution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.data.DemoData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second hospital's system finds nothing of the first one's, by any door; each has all of its own. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondHospitalIT {

    private static final String SCOPE = "system/Bundle.crs system/ClaimResponse.rs";

    private final Servers servers;
    private final FhirClient fhir;
    private String first;
    private String second;
    private String submission;

    SecondHospitalIT(Servers servers) {
        this.servers = servers;
        this.fhir = servers.fhir();
    }

    @BeforeAll
    void theFirstHospitalSubmits() {
        first = TestHospital.create(servers, DemoData.HOSPITAL_A).accessToken(SCOPE);
        second = TestHospital.create(servers, DemoData.HOSPITAL_B).accessToken(SCOPE);
        HttpAnswer created = fhir.send("POST", "/Bundle", first, DemoData.priorAuthorization().toString());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        submission = "Bundle/" + created.text("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{submission}", "{submission}/_history", "{submission}/_history/1",
        "Bundle/demo-submission-a1", "Bundle/demo-submission-a1/_history", "Bundle/demo-submission-a1/_history/1",
        "ClaimResponse/demo-decision-a1", "ClaimResponse/demo-decision-a1/_history",
        "ClaimResponse/demo-decision-a1/_history/1"})
    void readsNothingOfTheFirst(String path) {
        String place = "/" + path.replace("{submission}", submission);

        assertThat(fhir.get(place, first).status()).isEqualTo(200);
        HttpAnswer answer = fhir.get(place, second);
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain(DemoData.HOSPITAL_A);
        assertThat(fhir.send("HEAD", place, second, null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Bundle?_id={id}", "/Bundle?_id=demo-submission-a1,demo-submission-a2",
        "/Bundle?_security={label}%7C9900000001", "/ClaimResponse?_id=demo-decision-a1",
        "/ClaimResponse?requestor=Organization/org-9900000001", "/ClaimResponse?requestor=org-9900000001",
        "/ClaimResponse?patient=Patient/demo-patient-a1", "/ClaimResponse?request=Claim/demo-claim-a1"})
    void searchesOfTheFirstsFindNothing(String search) {
        String query = search.replace("{id}", submission.substring(7)).replace("{label}", TestHospital.LABEL);

        assertThat(ids(fhir.get(query, first))).isNotEmpty();
        assertThat(ids(fhir.get(query, second))).isEmpty();
        assertThat(ids(post(query, second))).isEmpty();
        assertThat(count(query, second)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ClaimResponse?_sort=created&_count=200", "/ClaimResponse?_include=*&_count=200",
        "/ClaimResponse?status=active&_revinclude=*&_count=200", "/ClaimResponse?_lastUpdated=gt2000&_count=200",
        "/Bundle?type=collection&_count=200", "/Bundle?_include=*&_count=200", "/Bundle?_lastUpdated=gt2000&_count=200"})
    void widerSearchesFindTheOwnAndNothingElse(String query) {
        List<String> found = ids(fhir.get(query, second));

        assertThat(found).isNotEmpty().doesNotContain(submission)
                .allMatch(id -> id.matches("Bundle/(demo-submission-b.|[0-9]+)|ClaimResponse/demo-decision-b."));
        assertThat(ids(post(query, second))).containsExactlyInAnyOrderElementsOf(found);
        assertThat(count(query.replace("&_count=200", ""), second)).isEqualTo(found.size());
    }

    @Test
    void asksForSomethingElseWithTheTokenThanItsOwn() {
        for (String path : List.of("/Organization/org-9900000001", "/Organization", "/Claim/demo-claim-a1",
                "/Patient/demo-patient-a1/$everything", "/Bundle/demo-submission-a1/$meta", "/_history")) {
            assertThat(fhir.get(path, second).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void submitsUnderItsOwnLabelOnly() {
        HttpAnswer created = fhir.send("POST", "/Bundle", second, DemoData.priorAuthorization().toString());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String own = "/Bundle/" + created.text("id");
        assertThat(fhir.get(own, second).json().at("/meta/security/0/code").asText()).isEqualTo(DemoData.HOSPITAL_B);
        assertThat(fhir.get(own, first).status()).isEqualTo(404);

        for (String institution : List.of(DemoData.HOSPITAL_A, "9900000003")) {
            ObjectNode forged = DemoData.priorAuthorization();
            forged.withObject("/meta").putArray("security").addObject().put("system", TestHospital.LABEL)
                    .put("code", institution);
            assertThat(fhir.send("POST", "/Bundle", second, forged.toString()).status()).isEqualTo(403);
        }
    }

    @Test
    void aBatchOpensNoDoor() {
        HttpAnswer answer = fhir.send("POST", "", second, """
                {"resourceType": "Bundle", "type": "batch", "entry": [
                  {"request": {"method": "GET", "url": "%s"}},
                  {"request": {"method": "GET", "url": "ClaimResponse/demo-decision-a1"}},
                  {"request": {"method": "GET", "url": "ClaimResponse?requestor=Organization/org-9900000001"}}]}
                """.formatted(submission));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().findValuesAsText("id"))
                .doesNotContain(submission.substring(7), "demo-decision-a1", "demo-decision-a2");
    }

    @Test
    void aReviewerWithoutConstraintSeesAll() {
        String reviewer = servers.clients().backendService("system/Bundle.crs", "system/ClaimResponse.rs")
                .accessToken(SCOPE);

        assertThat(fhir.get("/" + submission, reviewer).status()).isEqualTo(200);
        assertThat(ids(fhir.get("/ClaimResponse?_id=demo-decision-a1,demo-decision-b1", reviewer)))
                .containsExactlyInAnyOrder("ClaimResponse/demo-decision-a1", "ClaimResponse/demo-decision-b1");
    }

    private int count(String query, String token) {
        HttpAnswer answer = fhir.get(query + "&_summary=count", token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("total").asInt(-1);
    }

    private HttpAnswer post(String query, String token) {
        String[] parts = query.split("\\?", 2);
        return fhir.send("POST", parts[0] + "/_search", token, parts[1],
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    private static List<String> ids(HttpAnswer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : page.json().path("entry")) {
            ids.add(entry.at("/resource/resourceType").asText() + "/" + entry.at("/resource/id").asText());
        }
        return ids;
    }
}
