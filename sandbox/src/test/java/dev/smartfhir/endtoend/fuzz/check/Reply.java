package dev.smartfhir.endtoend.fuzz.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.smartfhir.endtoend.fuzz.world.Bodies;
import dev.smartfhir.endtoend.fuzz.world.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers without those that differ from answer to answer
 * @param body empty where there is none
 */
public record Reply(int status, Map<String, List<String>> headers, String body) {

    /** One resource of a search or of a history. */
    public record Entry(Key key, int version, String mode, JsonNode json) {
    }

    /** An answer with a body and nothing else, such as that of an entry of a batch. */
    public static Reply of(int status, String body) {
        return new Reply(status, Map.of(), body);
    }

    /** Whether it is the answer to an entry of a batch. */
    public boolean isEntry() {
        return headers.isEmpty();
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON; a missing node where there is none. */
    public JsonNode json() {
        return body.startsWith("{") ? Bodies.parse(body) : MissingNode.getInstance();
    }

    /** Whether the body is a resource that is stored, and not one that tells how it went. */
    public boolean holdsResource() {
        return json().has("resourceType") && !json().path("resourceType").asText().equals("OperationOutcome");
    }

    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : json().path("entry")) {
            JsonNode resource = entry.path("resource");
            Key key = resource.isMissingNode() ? Key.of(deleted(entry))
                    : new Key(resource.path("resourceType").asText(), resource.path("id").asText());
            int version = resource.path("meta").path("versionId").asInt(0);
            entries.add(new Entry(key, version, entry.path("search").path("mode").asText("match"), resource));
        }
        return entries;
    }

    /** The address of the next page, or null. */
    public String next() {
        for (JsonNode link : json().path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return null;
    }

    private static String deleted(JsonNode entry) {
        String[] parts = entry.path("request").path("url").asText("?/?").replaceAll("^https?://[^/]+/fhir/", "")
                .split("/");
        return parts.length < 2 ? "?/?" : parts[0] + "/" + parts[1];
    }

    @Override
    public String toString() {
        return status + " " + (body.length() > 1200 ? body.substring(0, 1200) + " …" : body);
    }
}
