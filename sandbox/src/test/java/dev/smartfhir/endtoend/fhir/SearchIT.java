package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Searches show and tell nothing of types that the token does not cover (D-04, D-05). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT {

    private static final String DECISIONS = "system/ClaimResponse.rs";

    private final Caller caller;
    private final Stored stored;

    SearchIT(Servers servers) {
        caller = new Caller(servers);
        stored = new Stored(caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "patient.name=FAMILY; system/ClaimResponse.s system/Patient.s",
            "patient:Patient.name:exact=FAMILY; system/ClaimResponse.s system/Patient.s",
            "request:Claim.patient.family=FAMILY; system/ClaimResponse.s system/Claim.s system/Patient.s",
            "_sort=patient.name; system/ClaimResponse.s system/Patient.s",
            "_sort=-patient.name; system/ClaimResponse.s system/Patient.s",
            "_has:PaymentReconciliation:request:status=active;"
                    + " system/ClaimResponse.s system/PaymentReconciliation.s",
            "_filter=status+eq+active; system/*.s",
            "_list=1; system/*.s",
            "_contained=true; system/*.s"})
    void refusesASearchThroughOtherTypesByUrlAndByBody(String query, String enough) {
        String parameters = query.replace("FAMILY", stored.family());
        Refusal.of(caller.get(DECISIONS, "/ClaimResponse?" + parameters), "search-through", enough);
        Refusal.of(caller.send(DECISIONS, "POST", "/ClaimResponse/_search", parameters,
                Map.of("Content-Type", "application/x-www-form-urlencoded")), "search-through", enough);
        Refusal.of(caller.get(DECISIONS, "/ClaimResponse?_summary=count&" + parameters), "search-through", enough);
    }

    @Test
    void searchesThroughTypesThatAreCovered() {
        HttpAnswer answer = caller.get(DECISIONS + " system/Patient.s",
                "/ClaimResponse?patient:Patient.name=" + stored.family());
        assertThat(types(answer)).hasSize(Stored.DECISIONS).containsOnly("ClaimResponse");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "_include=ClaimResponse:request; ; ClaimResponse",
            "_include=ClaimResponse:request:Claim; ; ClaimResponse",
            "_include=*; ; ClaimResponse",
            "_include:iterate=*; ; ClaimResponse",
            "_include:recurse=*; ; ClaimResponse",
            "_include=ClaimResponse:request; system/Claim.r; ClaimResponse,Claim",
            "_include=ClaimResponse:request; system/Claim.s; ClaimResponse,Claim",
            "_include=ClaimResponse:request; system/Claim.cud; ClaimResponse",
            "_include=*; system/Organization.r; ClaimResponse,Organization",
            "_include=ClaimResponse:patient&_include:iterate=Patient:organization; ; ClaimResponse",
            "_include=ClaimResponse:patient&_include:iterate=Patient:organization; system/Patient.r;"
                    + " ClaimResponse,Patient",
            "_include:iterate=*; system/Patient.r system/Organization.r; ClaimResponse,Patient,Organization",
            "_include=*&_revinclude:iterate=Observation:subject; system/Observation.rs; ClaimResponse",
            "_include=*&_revinclude:iterate=*; system/Observation.rs; ClaimResponse",
            "_include=*&_offset=0&_count=5; ; ClaimResponse",
            "_include=*&_offset=0&_count=5; system/Claim.r; ClaimResponse,Claim",
            "_revinclude=*; system/Observation.rs; ClaimResponse",
            "_revinclude=Provenance:target; ; ClaimResponse"})
    void leavesIncludesOutThatAreNotCovered(String includes, String more, String shown) {
        String scopes = more == null ? DECISIONS : DECISIONS + " " + more;
        HttpAnswer answer = caller.get(scopes,
                "/ClaimResponse?_id=" + id("ClaimResponse", "cr0") + "&" + includes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(types(answer)).containsExactlyInAnyOrder(shown.split(","));
        assertThat(answer.json().path("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "_revinclude=Observation:subject; system/Observation.r; Patient",
            "_revinclude=Observation:subject; system/Observation.s; Patient,Observation",
            "_revinclude=*; system/Observation.s; Patient,Observation",
            "_revinclude=*; system/Observation.r; Patient",
            "_revinclude:iterate=*; system/Observation.s; Patient,Observation"})
    void showsReverseIncludesOfSearchableTypesOnly(String includes, String more, String shown) {
        HttpAnswer answer = caller.get("system/Patient.rs " + more,
                "/Patient?_id=" + id("Patient", "pat") + "&" + includes);
        assertThat(types(answer)).containsExactlyInAnyOrder(shown.split(","));
    }

    @Test
    void doesNotSharePartsOfAnIncludeBetweenTokensOfDifferentScope() {
        String search = "/ClaimResponse?_id=" + id("ClaimResponse", "cr1") + "&_include=ClaimResponse:request";
        assertThat(types(caller.get(DECISIONS, search))).containsExactly("ClaimResponse");
        assertThat(types(caller.get(DECISIONS + " system/Claim.r", search)))
                .containsExactlyInAnyOrder("ClaimResponse", "Claim");
        assertThat(types(caller.get(DECISIONS, search))).containsExactly("ClaimResponse");
        assertThat(types(caller.get(Stored.EVERYTHING, search))).containsExactlyInAnyOrder("ClaimResponse", "Claim");
    }

    @Test
    void leavesIncludesOutAlsoWhereTheAnswerIsAPageForABrowser() {
        HttpAnswer answer = caller.send(DECISIONS, "GET", "/ClaimResponse?_id=" + id("ClaimResponse", "cr0")
                + "&_include=*&_format=html/json", null, Map.of("Accept", "text/html"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains(id("ClaimResponse", "cr0")).doesNotContain(stored.family());
    }

    private String id(String type, String name) {
        return stored.of(type, name).substring(type.length() + 1);
    }

    private static List<String> types(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.path("resource").path("resourceType").asText())
                .toList();
    }
}
