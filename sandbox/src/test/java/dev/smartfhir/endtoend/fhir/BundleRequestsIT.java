package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches and transactions are judged entry by entry (SCO-13). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundleRequestsIT {

    private static final String TWPAS = "system/Bundle.crs system/ClaimResponse.rs";
    private static final String COLLECTION = "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}";
    private static final String SUBMIT = entry("POST", "Bundle", COLLECTION);

    private final Caller caller;
    private final Stored stored;

    BundleRequestsIT(Servers servers) {
        caller = new Caller(servers);
        stored = new Stored(caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "POST; Patient; {\"resourceType\":\"Patient\"}; interaction; system/Bundle.c system/Patient.c",
            "POST; ''; {\"resourceType\":\"Patient\"}; interaction; system/Bundle.c system/Patient.c",
            "POST; Bundle; {\"resourceType\":\"Patient\"}; interaction; system/Bundle.c system/Patient.c",
            "GET; Patient/PAT; ; interaction; system/Bundle.c system/Patient.r",
            "GET; /Patient/unknown; ; interaction; system/Bundle.c system/Patient.r",
            "GET; Patient?name=x; ; interaction; system/Bundle.c system/Patient.s",
            "GET; ClaimResponse?patient.name=x; ; search-through;"
                    + " system/Bundle.c system/ClaimResponse.s system/Patient.s",
            "PUT; Patient/PAT; {\"resourceType\":\"Patient\"}; interaction; system/Bundle.c system/Patient.u",
            "DELETE; Patient/PAT; ; interaction; system/Bundle.c system/Patient.d",
            "DELETE; Patient?identifier=urn:test|x; ; interaction; system/Bundle.c system/Patient.ds",
            "GET; Patient/PAT/$everything; ; operation; "})
    void refusesAWholeTransactionForOneEntryAndStoresNothingOfIt(
            String method, String url, String body, String rule, String enough) {
        int before = bundles();
        HttpAnswer answer = post(TWPAS, "transaction", SUBMIT, entry(method, url, body));
        Refusal.of(answer, rule, enough);
        assertThat(bundles()).isEqualTo(before);
    }

    @Test
    void doesATransactionThatIsCovered() {
        HttpAnswer answer = post(TWPAS, "transaction", SUBMIT, entry("GET", stored.of("ClaimResponse", "cr0"), null));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly("201 Created", "200 OK");
    }

    @Test
    void refusesEntriesOfABatchInPlaceAndDoesTheOthers() {
        HttpAnswer answer = post(TWPAS, "batch",
                entry("DELETE", stored.of("Patient", "pat"), null),
                entry("GET", stored.of("ClaimResponse", "cr0"), null),
                entry("GET", "http://other.example/Patient/1", null),
                SUBMIT,
                entry("GET", "Patient?name=x", null),
                entry("DELETE", "Patient/unknown", null));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly("403 Forbidden", "200 OK", "400 Bad Request", "201 Created",
                "403 Forbidden", "403 Forbidden");
        JsonNode entries = answer.json().path("entry");
        assertThat(entries.path(0)).as("what exists and what does not look the same").isEqualTo(entries.path(5));
        assertThat(entries.path(0).path("response").path("outcome").path("issue")).hasSize(1);
        assertThat(caller.get(Stored.EVERYTHING, "/" + stored.of("Patient", "pat")).status()).isEqualTo(200);
    }

    @Test
    void answersABatchOfWhichEverythingIsRefused() {
        HttpAnswer answer = post(TWPAS, "batch", entry("DELETE", stored.of("Patient", "pat"), null));
        assertThat(statuses(answer)).containsExactly("403 Forbidden");
    }

    @Test
    void refusesEntriesOfABatchAlsoWhereHapiTriesItAsATransaction() {
        HttpAnswer answer = caller.send(TWPAS, "POST", "", bundle("batch",
                entry("DELETE", stored.of("Patient", "pat"), null),
                entry("GET", stored.of("ClaimResponse", "cr0"), null)),
                Map.of("X-Transaction-Semantics", "tryBatchAsTransactionFirst=true"));
        assertThat(statuses(answer)).containsExactly("403 Forbidden", "200 OK");
    }

    @Test
    void leavesUncoveredIncludesOutOfASearchInABatch() {
        HttpAnswer answer = post(TWPAS, "batch", entry("GET",
                stored.decisions().substring(1) + "&_include=ClaimResponse:request", null));
        JsonNode result = answer.json().path("entry").path(0).path("resource");
        assertThat(result.path("entry")).hasSize(Stored.DECISIONS);
        assertThat(result.path("total").asInt()).isEqualTo(Stored.DECISIONS);
    }

    @Test
    void blanksTheBodiesOfATransactionThatMayNotRead() {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"blank-" + stored.mark() + "\"}";
        HttpAnswer answer = caller.send("system/Patient.u", "POST", "", bundle("transaction",
                entry("PUT", "Patient/blank-" + stored.mark(), patient)), Map.of("Prefer", "return=representation"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("entry").path(0).has("resource")).isFalse();
    }

    private HttpAnswer post(String scope, String type, String... entries) {
        return caller.send(scope, "POST", "", bundle(type, entries));
    }

    private String bundle(String type, String... entries) {
        return ("{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}")
                .replace("Patient/PAT", stored.of("Patient", "pat"));
    }

    private static String entry(String method, String url, String body) {
        return "{\"request\":{\"method\":\"" + method + "\"" + (url.isEmpty() ? "" : ",\"url\":\"" + url + "\"") + "}"
                + (body == null ? "" : ",\"resource\":" + body) + "}";
    }

    private int bundles() {
        Map<String, String> fresh = Map.of("Cache-Control", "no-cache");
        return caller.send("system/Bundle.s", "GET", "/Bundle?_summary=count", null, fresh)
                .json().path("total").asInt();
    }

    private static List<String> statuses(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.path("response").path("status").asText())
                .toList();
    }
}
