package dev.smartfhir.sandbox.demo;

import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.data.DemoData;

/** What the scopes do not allow. */
final class Refusals {

    private static final String TRANSACTION = """
            {"resourceType": "Bundle", "type": "transaction", "entry": [
              {"resource": {"resourceType": "Patient", "name": [{"text": "示範病人"}]},
               "request": {"method": "POST", "url": "Patient"}}]}
            """;
    private final FhirClient fhir;
    private final Transcript transcript;

    Refusals(FhirClient fhir, Transcript transcript) {
        this.fhir = fhir;
        this.transcript = transcript;
    }

    void show(String token, String bundle) {
        transcript.chapter("Everything else is refused.");
        transcript.step("PUT /Bundle/" + bundle + "  change what was submitted", 403, fhir.send("PUT",
                "/Bundle/" + bundle, token, DemoData.priorAuthorization().put("id", bundle).toString()));
        transcript.step("DELETE /Bundle/" + bundle, 403, fhir.send("DELETE", "/Bundle/" + bundle, token, null));
        transcript.step("GET /Patient", 403, fhir.get("/Patient", token));
        transcript.step("GET /Patient/demo-patient-a1", 403, fhir.get("/Patient/demo-patient-a1", token));
        transcript.step("POST /  a transaction that creates a Patient", 403,
                fhir.send("POST", "", token, TRANSACTION));
        transcript.step("GET /ClaimResponse  without a token", 401, fhir.get("/ClaimResponse", null));
        transcript.step("GET /ClaimResponse  with a token that nobody issued", 401,
                fhir.get("/ClaimResponse", "not.a.token"));
    }
}
