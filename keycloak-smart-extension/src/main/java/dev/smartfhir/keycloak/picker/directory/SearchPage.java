package dev.smartfhir.keycloak.picker.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One page of a search, read out of a searchset Bundle that is not trusted.
 *
 * @param matches the resources that match the search, whatever they are
 * @param included the resources that came along with them
 * @param next where the next page is, if that is below the FHIR base
 * @param cut whether there is a next page that cannot be reached, because its link leads elsewhere
 */
public record SearchPage(List<JsonNode> matches, List<JsonNode> included, Optional<String> next, boolean cut) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws DirectoryUnavailable if the text is no searchset Bundle */
    public static SearchPage read(String json) throws DirectoryUnavailable {
        JsonNode bundle = parse(json);
        if (!bundle.path("resourceType").asText().equals("Bundle")
                || !bundle.path("type").asText().equals("searchset")) {
            throw new DirectoryUnavailable("the answer is no searchset Bundle");
        }
        List<JsonNode> matches = new ArrayList<>();
        List<JsonNode> included = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            switch (entry.path("search").path("mode").asText("match")) {
                case "match" -> matches.add(entry.path("resource"));
                case "include" -> included.add(entry.path("resource"));
                default -> { }
            }
        }
        return new SearchPage(matches, included, next(bundle), false);
    }

    /** The same page, whose next one is reached at an address only. */
    SearchPage reachedAt(FhirAddress address) {
        Optional<String> reached = next.filter(link -> address.follow(link).isPresent());
        return new SearchPage(matches, included, reached, next.isPresent() && reached.isEmpty());
    }

    /** @throws DirectoryUnavailable if the text is no JSON */
    static JsonNode parse(String json) throws DirectoryUnavailable {
        try {
            JsonNode parsed = JSON.readTree(json);
            return parsed == null ? JSON.createObjectNode() : parsed;
        } catch (JsonProcessingException e) {
            throw new DirectoryUnavailable("the answer is no JSON");
        }
    }

    private static Optional<String> next(JsonNode bundle) {
        return StreamSupport.stream(bundle.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next") && link.path("url").isTextual())
                .map(link -> link.path("url").textValue()).findFirst();
    }

    /** Leaves the resources out: they are about patients. */
    @Override
    public String toString() {
        return "SearchPage";
    }
}
