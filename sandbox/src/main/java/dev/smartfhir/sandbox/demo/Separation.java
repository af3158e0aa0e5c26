package dev.smartfhir.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.data.DemoData;
import java.util.Set;
import java.util.TreeSet;

/** That hospitals are kept apart: what the second one finds of the first, and what a reviewer does. */
final class Separation {

    private static final String OF_A = "Organization/org-" + DemoData.HOSPITAL_A;
    private static final String OF_B = "Organization/org-" + DemoData.HOSPITAL_B;
    private final FhirClient fhir;
    private final Transcript transcript;

    Separation(FhirClient fhir, Transcript transcript) {
        this.fhir = fhir;
        this.transcript = transcript;
    }

    /** @param bundle the id of what the first hospital submitted */
    void showThatTheSecondHospitalFindsNothing(String token, String bundle) {
        transcript.step("GET /Bundle/" + bundle + "  hospital A's submission", 404,
                fhir.get("/Bundle/" + bundle, token));
        transcript.step("GET /ClaimResponse/demo-decision-a1  hospital A's decision", 404,
                fhir.get("/ClaimResponse/demo-decision-a1", token));
        nothing(token, "/Bundle?_id=" + bundle);
        nothing(token, "/Bundle?_security=" + DemoData.INSTITUTION_SYSTEM + "%7C" + DemoData.HOSPITAL_A);
        nothing(token, "/ClaimResponse?requestor=" + OF_A);

        HttpAnswer own = search(token, "/ClaimResponse?_include=*");
        transcript.check(requestors(own).equals(Set.of(OF_B)) && types(own).equals(Set.of("ClaimResponse")),
                "every decision is hospital B's, and nothing else came with them");
        HttpAnswer count = search(token, "/ClaimResponse?_summary=count");
        transcript.check(count.json().path("total").asInt() == own.json().path("entry").size(),
                "the count is that of hospital B's own: " + count.json().path("total"));

        ObjectNode forged = DemoData.priorAuthorization();
        forged.withObject("/meta").putArray("security").addObject()
                .put("system", DemoData.INSTITUTION_SYSTEM).put("code", DemoData.HOSPITAL_A);
        transcript.step("POST /Bundle  with hospital A's label", 403,
                fhir.send("POST", "/Bundle", token, forged.toString()));
    }

    /** @param bundle the id of what the first hospital submitted */
    void showThatTheReviewerSeesAll(String token, String bundle) {
        transcript.step("GET /Bundle/" + bundle + "  hospital A's submission", 200,
                fhir.get("/Bundle/" + bundle, token));
        transcript.check(requestors(search(token, "/ClaimResponse?requestor=" + OF_A + "," + OF_B))
                .equals(Set.of(OF_A, OF_B)), "there are decisions of both hospitals");
    }

    private void nothing(String token, String search) {
        transcript.check(search(token, search).json().path("entry").isEmpty(), "nothing is found");
    }

    private HttpAnswer search(String token, String search) {
        return transcript.step("GET " + search, 200, fhir.get(search, token));
    }

    private static Set<String> requestors(HttpAnswer page) {
        Set<String> requestors = new TreeSet<>();
        for (JsonNode entry : page.json().path("entry")) {
            requestors.add(entry.at("/resource/requestor/reference").asText());
        }
        return requestors;
    }

    private static Set<String> types(HttpAnswer page) {
        Set<String> types = new TreeSet<>();
        for (JsonNode entry : page.json().path("entry")) {
            types.add(entry.at("/resource/resourceType").asText());
        }
        return types;
    }
}
