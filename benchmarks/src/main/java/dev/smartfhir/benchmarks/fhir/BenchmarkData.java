package dev.smartfhir.benchmarks.fhir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.ArrayList;
import java.util.List;

/** The same few hundred resources on both servers; their codes say which search is to find them. */
final class BenchmarkData {

    /** Nine laboratory results of one patient. */
    static final String NINE = "nine";
    /** Nine laboratory results and nine vital signs of one patient. */
    static final String MIXED = "mixed";
    /** Nine laboratory results of each of two patients. */
    static final String SHARED = "shared";
    /** More results of one patient than a page holds. */
    static final String MANY = "many";
    /** The system of all codes. */
    static final String CODES = "http://example.org/codes";
    /** The system of the identifiers of patients. */
    static final String IDENTIFIERS = "http://example.org/patients";
    /** The system of categories. */
    static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category";
    /** The category of results of a laboratory. */
    static final String LABORATORY = "laboratory";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENTS = 10;
    private static final int OTHERS = 300;
    private static final int MORE_THAN_A_PAGE = 60;
    private final List<ObjectNode> resources = new ArrayList<>();

    private BenchmarkData() {
        practitioner();
        for (int i = 0; i < PATIENTS; i++) {
            patient("p" + i);
        }
        for (int i = 0; i < 9; i++) {
            observation("nine-" + i, NINE, LABORATORY, "p1");
            observation("mixed-l" + i, MIXED, LABORATORY, "p1");
            observation("mixed-v" + i, MIXED, "vital-signs", "p1");
            observation("shared-a" + i, SHARED, LABORATORY, "p1");
            observation("shared-b" + i, SHARED, LABORATORY, "p2");
        }
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            observation("many-" + i, MANY, LABORATORY, "p3");
        }
        for (int i = 0; i < OTHERS; i++) {
            observation("other-" + i, "other-" + i % 30, i % 2 == 0 ? LABORATORY : "vital-signs", "p" + i % PATIENTS);
        }
    }

    /** Stores everything in one transaction. */
    static void load(FhirClient fhir, String token) {
        ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        ArrayNode entries = bundle.putArray("entry");
        for (ObjectNode resource : new BenchmarkData().resources) {
            ObjectNode entry = entries.addObject();
            entry.set("resource", resource);
            entry.putObject("request").put("method", "PUT")
                    .put("url", resource.get("resourceType").asText() + "/" + resource.get("id").asText());
        }
        HttpAnswer answer = fhir.send("POST", "", token, bundle.toString());
        if (answer.status() != 200) {
            throw new IllegalStateException("The data was not stored: " + answer.status() + " " + answer.body());
        }
    }

    private void practitioner() {
        ObjectNode practitioner = resource("Practitioner", "doctor");
        practitioner.putArray("name").addObject().put("family", "Lin");
    }

    private void patient(String id) {
        ObjectNode patient = resource("Patient", id);
        patient.putArray("identifier").addObject().put("system", IDENTIFIERS).put("value", id);
        patient.putArray("name").addObject().put("family", "Chen").putArray("given").add(id);
        patient.put("birthDate", "1970-01-01").put("gender", "female");
    }

    private void observation(String id, String code, String category, String patient) {
        ObjectNode observation = resource("Observation", id).put("status", "final");
        observation.putArray("category").addObject().putArray("coding").addObject()
                .put("system", CATEGORIES).put("code", category);
        observation.putObject("code").putArray("coding").addObject().put("system", CODES).put("code", code);
        observation.putObject("subject").put("reference", "Patient/" + patient);
        observation.putArray("performer").addObject().put("reference", "Practitioner/doctor");
        observation.put("effectiveDateTime", "2026-11-22T08:00:00Z");
        observation.putObject("valueQuantity").put("value", 7.5).put("unit", "mmol/L");
    }

    private ObjectNode resource(String type, String id) {
        ObjectNode resource = JSON.createObjectNode().put("resourceType", type).put("id", id);
        resources.add(resource);
        return resource;
    }
}
