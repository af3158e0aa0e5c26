package dev.smartfhir.admin.fhir.examination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.smartfhir.admin.http.AdminAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON that somebody else wrote.
 */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {
    }

    /** The body of an answer; a missing node where it is not a JSON object. */
    public static JsonNode object(AdminAnswer answer) {
        return object(answer.body());
    }

    /** The text as JSON; a missing node where it is not a JSON object. */
    public static JsonNode object(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node != null && node.isObject() ? node : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The texts of a list; empty where it is none. */
    public static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** The code of an OperationOutcome's first issue, or an empty text. */
    public static String outcomeCode(AdminAnswer answer) {
        return object(answer).path("issue").path(0).path("details").path("coding").path(0).path("code").asText();
    }
}
