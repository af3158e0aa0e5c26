package dev.smartfhir.endtoend.fuzz.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Writes resources from a few attributes, each named after its element, such as {@code category=laboratory}. */
public final class Bodies {

    /** The system of the security labels: one code for each institution. */
    public static final String LABELS = "https://nhicore.nhi.gov.tw/pas/CodeSystem/organization-identifier-tw";
    public static final String TAGS = "http://fuzz.example/tag";
    public static final String PROFILES = "http://fuzz.example/profile/";

    private static final Map<String, String> SYSTEMS = Map.of(
            "category", "http://terminology.hl7.org/CodeSystem/observation-category",
            "code", "http://loinc.org",
            "medicationCodeableConcept", "http://loinc.org",
            "clinicalStatus", "http://terminology.hl7.org/CodeSystem/condition-clinical",
            "class", "http://terminology.hl7.org/CodeSystem/v3-ActCode",
            "security", LABELS,
            "tag", TAGS);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {
    }

    /** A resource that holds the marker in an identifier and, where it is a Bundle, in what it holds. */
    public static ObjectNode of(Key key, String marker, Map<String, String> attributes) {
        ObjectNode body = NODES.objectNode().put("resourceType", key.type());
        if (key.id() != null) {
            body.put("id", key.id());
        }
        ObjectNode identifier = NODES.objectNode().put("system", "http://fuzz.example/id").put("value", marker);
        if (key.type().equals("Bundle")) {
            body.set("identifier", identifier);
            body.putArray("entry").addObject().put("fullUrl", "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")
                    .putObject("resource").put("resourceType", "Basic").putObject("code").put("text", marker);
        } else {
            body.putArray("identifier").add(identifier);
        }
        attributes.forEach((name, value) -> put(body, name, value));
        return body;
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** A label, tag or code; one that starts with {@code ~} has no system. */
    public static ObjectNode coding(String element, String code) {
        return code.startsWith("~") ? NODES.objectNode().put("code", code.substring(1))
                : NODES.objectNode().put("system", SYSTEMS.get(element)).put("code", code);
    }

    public static ObjectNode reference(String to) {
        return NODES.objectNode().put("reference", to);
    }

    private static void put(ObjectNode body, String name, String value) {
        switch (name) {
            case "subject", "patient", "encounter", "requestor", "request", "provider", "requester", "asserter",
                    "serviceProvider", "managingOrganization", "partOf" -> body.set(name, reference(value));
            case "performer", "generalPractitioner" -> body.putArray(name).add(reference(value));
            case "payee" -> body.putObject(name).set("party", reference(value));
            case "category" -> {
                for (String code : value.split(",")) {
                    body.withArray(name).addObject().putArray("coding").add(coding(name, code));
                }
            }
            case "code", "medicationCodeableConcept", "clinicalStatus" ->
                    body.putObject(name).putArray("coding").add(coding(name, value));
            case "class" -> body.set(name, coding(name, value));
            case "active" -> body.put(name, Boolean.parseBoolean(value));
            case "family" -> body.putArray("name").addObject().put("family", value);
            case "security", "tag" -> {
                for (String code : value.split(",")) {
                    body.withObject("/meta").withArray(name).add(coding(name, code));
                }
            }
            case "profile" -> body.withObject("/meta").putArray(name).add(PROFILES + value);
            default -> body.put(name, value);
        }
    }
}
