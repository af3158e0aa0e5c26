package dev.smartfhir.sandbox.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Invented cases of two invented hospitals in the shape of Taiwan's TWPAS guide. National identifiers have a wrong
 * check digit, so that none can belong to a person.
 */
public final class DemoData {

    /** The code system of hospitals, which is that of their labels, too. */
    public static final String INSTITUTION_SYSTEM =
            "https://nhicore.nhi.gov.tw/pas/CodeSystem/organization-identifier-tw";
    /** The code of the first hospital; its Organization's id is {@code org-} and the code. */
    public static final String HOSPITAL_A = "9900000001";
    /** The code of the second hospital. */
    public static final String HOSPITAL_B = "9900000002";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PARTS = List.of(
            "insurer",
            "hospital-a", "hospital-a-case-1", "hospital-a-case-2",
            "hospital-b", "hospital-b-case-1", "hospital-b-case-2",
            "circle");

    private DemoData() {
    }

    /** One transaction that puts every resource under its fixed id; loading it twice changes nothing. */
    public static ObjectNode transaction() {
        ObjectNode transaction = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        ArrayNode entries = transaction.putArray("entry");
        for (String part : PARTS) {
            JsonNode document = read(part);
            document.path("entry").forEach(entries::add);
            if (part.contains("case")) {
                entries.add(Submissions.of(document));
            }
        }
        for (Map<String, String> patient : Ward.patients()) {
            filled("patient", patient).path("entry").forEach(entries::add);
        }
        for (String patient : Ward.examined()) {
            filled("findings", Map.of("patient", patient)).path("entry").forEach(entries::add);
        }
        return transaction;
    }

    /** What the first hospital submits: a collection Bundle with a Claim and all that it stands on. */
    public static ObjectNode priorAuthorization() {
        return (ObjectNode) read("prior-authorization");
    }

    private static JsonNode read(String name) {
        return filled(name, Map.of());
    }

    /** A document with the values in the places that are marked by their names in braces. */
    private static JsonNode filled(String name, Map<String, String> values) {
        try (InputStream in = DemoData.class.getResourceAsStream("/data/" + name + ".json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
