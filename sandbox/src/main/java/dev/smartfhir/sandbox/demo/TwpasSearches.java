package dev.smartfhir.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.stream.StreamSupport;

/** Some of the searches that TWPAS makes mandatory, with the token that it mandates. */
final class TwpasSearches {

    private static final String DECISION = "ClaimResponse/demo-decision-a1";
    private final FhirClient fhir;
    private final Transcript transcript;

    TwpasSearches(FhirClient fhir, Transcript transcript) {
        this.fhir = fhir;
        this.transcript = transcript;
    }

    void show(String token) {
        transcript.chapter("It asks the questions of TWPAS, with the same token.");
        find("what was approved", "adjudication-reason=1", token);
        find("by the department of the visit", "request.func-type.service-type=AJ", token);
        find("by the patient's national number", "request.patient.identifier=A199999010", token);
        HttpAnswer included = find("one claim's decision, with the claim",
                "request=Claim/demo-claim-a1&_include=ClaimResponse:request", token);
        transcript.check(found(included).equals(List.of(DECISION)), "the Claim is left out: no scope covers it");
        transcript.step("GET /ClaimResponse?request.patient.birthdate=gt1960-01-01  a chain that TWPAS does not ask for",
                403, fhir.get("/ClaimResponse?request.patient.birthdate=gt1960-01-01", token));
    }

    private HttpAnswer find(String meaning, String query, String token) {
        HttpAnswer answer = transcript.step("GET /ClaimResponse?" + query + "  " + meaning, 200,
                fhir.get("/ClaimResponse?" + query, token));
        transcript.check(found(answer).contains(DECISION), "it finds " + DECISION);
        return answer;
    }

    private static List<String> found(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .map(TwpasSearches::reference)
                .toList();
    }

    private static String reference(JsonNode resource) {
        return resource.path("resourceType").asText() + "/" + resource.path("id").asText();
    }
}
