package dev.smartfhir.keycloak.picker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One page of a search, read out of a searchset Bundle that is not trusted.
 *
 * @param patients the patients found, at most {@value #SIZE}, none twice
 * @param next where the server says that the next page is; whoever follows the link judges it
 * @param cut whether there are more patients than can be shown: the server sent more than a page holds, or its link to
 *     the next page leads elsewhere
 */
record PatientPage(List<FoundPatient> patients, Optional<String> next, boolean cut) {

    /** The patients on one page. */
    static final int SIZE = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws DirectoryUnavailable if the text is no searchset Bundle */
    static PatientPage read(String json) throws DirectoryUnavailable {
        JsonNode bundle = parse(json);
        if (!bundle.path("resourceType").asText().equals("Bundle")
                || !bundle.path("type").asText().equals("searchset")) {
            throw new DirectoryUnavailable("the answer is no searchset Bundle");
        }
        Map<String, FoundPatient> found = new LinkedHashMap<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("search").path("mode").asText("match").equals("match")) {
                FoundPatient.read(entry.path("resource"))
                        .ifPresent(patient -> found.putIfAbsent(patient.id(), patient));
            }
        }
        return new PatientPage(found.values().stream().limit(SIZE).toList(), next(bundle), found.size() > SIZE);
    }

    private static JsonNode parse(String json) throws DirectoryUnavailable {
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
}
