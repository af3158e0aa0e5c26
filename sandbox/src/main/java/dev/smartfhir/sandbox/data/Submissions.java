package dev.smartfhir.sandbox.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the hospitals have submitted already: of each case one Bundle, labelled with the hospital's code. */
final class Submissions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Submissions() {
    }

    /** The transaction's entry for the Bundle of a case: all that the decision was made on. */
    static ObjectNode of(JsonNode theCase) {
        ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle");
        String claim = "";
        String hospital = "";
        for (JsonNode entry : theCase.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("Claim")) {
                claim = resource.path("id").asText();
                hospital = resource.at("/provider/reference").asText();
            }
        }
        String id = claim.replace("claim", "submission");
        bundle.put("id", id).put("type", "collection").putObject("meta").putArray("security").addObject()
                .put("system", DemoData.INSTITUTION_SYSTEM).put("code", hospital.replace("Organization/org-", ""));
        theCase.path("entry").forEach(entry -> {
            if (!entry.at("/resource/resourceType").asText().equals("ClaimResponse")) {
                bundle.withArray("/entry").addObject().set("resource", entry.get("resource"));
            }
        });
        ObjectNode entry = JSON.createObjectNode();
        entry.set("resource", bundle);
        entry.putObject("request").put("method", "PUT").put("url", "Bundle/" + id);
        return entry;
    }
}
