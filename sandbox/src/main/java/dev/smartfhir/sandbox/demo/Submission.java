package dev.smartfhir.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.data.DemoData;

/** What the scopes allow: submit a prior authorization, read it, search the decisions. */
final class Submission {

    private final FhirClient fhir;
    private final Transcript transcript;

    Submission(FhirClient fhir, Transcript transcript) {
        this.fhir = fhir;
        this.transcript = transcript;
    }

    /** Returns the logical id of the new Bundle. */
    String submitAndLook(String token) {
        transcript.chapter("It submits a prior authorization and looks at its decisions.");
        HttpAnswer created = transcript.step(
                "POST /Bundle  a collection with a Claim, its patient and its drugs", 201,
                fhir.send("POST", "/Bundle", token, DemoData.priorAuthorization().toString()));
        String id = created.json().path("id").asText();
        transcript.note("Bundle/" + id);

        HttpAnswer read = transcript.step("GET /Bundle/" + id, 200, fhir.get("/Bundle/" + id, token));
        transcript.check(read.json().path("entry").size() == DemoData.priorAuthorization().path("entry").size(),
                "the Bundle is stored whole");
        transcript.check(DemoData.HOSPITAL_A.equals(read.json().at("/meta/security/0/code").asText()),
                "it was labelled with the hospital's code, which the token demands");

        HttpAnswer decisions = transcript.step(
                "GET /ClaimResponse?_sort=created", 200, fhir.get("/ClaimResponse?_sort=created", token));
        transcript.check(decisions.json().path("entry").size() > 0, "there are decisions");
        for (JsonNode entry : decisions.json().path("entry")) {
            JsonNode decision = entry.path("resource");
            transcript.note(decision.path("id").asText() + "  " + decision.path("created").asText() + "  "
                    + decision.path("disposition").asText() + "  核定註記 "
                    + decision.at("/item/0/adjudication/0/reason/coding/0/code").asText());
        }
        return id;
    }
}
