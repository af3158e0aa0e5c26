package dev.smartfhir.endtoend.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.table.Changes.Version;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server has stored since some moment: every version of everything, with its labels and tags. */
record Changes(List<Version> versions) {

    /** One version: {@code Type/id}, its number, whether it is a deletion, and its meta and body. */
    record Version(String resource, String number, boolean deletion, JsonNode body) {
    }

    /** A moment that is before everything that is stored from now on. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    static Changes since(Instant moment, TableData server) {
        HttpAnswer history = server.send("GET", "/_history?_count=200&_since=" + moment, null);
        if (history.status() != 200) {
            throw new AssertionError("HTTP " + history.status() + " " + history.body());
        }
        List<Version> versions = new ArrayList<>();
        for (JsonNode entry : history.json().path("entry")) {
            String url = entry.path("request").path("url").asText();
            String[] steps = url.split("/");
            boolean deletion = entry.path("request").path("method").asText().equals("DELETE");
            JsonNode body = entry.path("resource");
            versions.add(new Version(steps[0] + "/" + (steps.length > 1 ? steps[1] : body.path("id").asText()),
                    body.path("meta").path("versionId").asText(), deletion, body));
        }
        return new Changes(versions);
    }

    /** What is neither one of these nor the same as when it was made. */
    List<Version> beyond(List<Version> made) {
        return versions.stream().filter(version -> !made.contains(version)).toList();
    }

    /** The resources, newest first, and whether they are still there. */
    Map<String, Boolean> resources() {
        Map<String, Boolean> found = new LinkedHashMap<>();
        versions.forEach(version -> found.putIfAbsent(version.resource(), !version.deletion()));
        return found;
    }
}
