package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Two patients, {@code a} and {@code b}, with the same kinds of data for each, and a practitioner.
 *
 * <p>Each resource is {@code Type/name-mark}, such as {@code Observation/obs-a-1f2e3d4c}.
 */
public final class TwoPatients {

    /** Types with one resource about each patient; the elements with PATIENT for the reference to the patient. */
    public static final Map<String, String> DATA = new LinkedHashMap<>();

    static {
        DATA.put("Observation", "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":PATIENT");
        DATA.put("Condition", "\"subject\":PATIENT");
        DATA.put("Encounter", "\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},\"subject\":PATIENT");
        DATA.put("MedicationRequest", "\"status\":\"active\",\"intent\":\"order\",\"subject\":PATIENT");
        DATA.put("AllergyIntolerance", "\"patient\":PATIENT");
        DATA.put("Claim", "\"status\":\"active\",\"use\":\"claim\",\"patient\":PATIENT");
        DATA.put("ClaimResponse", "\"status\":\"active\",\"outcome\":\"complete\",\"patient\":PATIENT");
        DATA.put("Coverage", "\"status\":\"active\",\"beneficiary\":PATIENT");
        DATA.put("DocumentReference", "\"status\":\"current\",\"subject\":PATIENT");
        DATA.put("Appointment", "\"status\":\"booked\",\"participant\":[{\"status\":\"accepted\",\"actor\":PATIENT}]");
        DATA.put("Provenance", "\"recorded\":\"2026-01-01T00:00:00Z\",\"target\":[PATIENT]");
        DATA.put("RelatedPerson", "\"active\":true,\"patient\":PATIENT");
    }

    private final Caller caller;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    public TwoPatients(Caller caller) {
        this.caller = caller;
        put("Practitioner", "doctor", "\"active\":true");
        for (String patient : new String[] {"a", "b"}) {
            put("Patient", patient, "\"active\":true,\"name\":[{\"family\":\"Secret" + patient + mark + "\"}]");
            DATA.forEach((type, elements) -> put(type, patient, about(elements, patient)));
        }
    }

    /** The id of a patient, or of that patient's resource of any type. */
    public String id(String name) {
        return name + "-" + mark;
    }

    /** {@code Type/id}. */
    public String of(String type, String name) {
        return type + "/" + id(name);
    }

    /** A body about a patient. */
    public String body(String type, String patient) {
        return "{\"resourceType\":\"" + type + "\"," + about(DATA.get(type), patient) + "}";
    }

    /** The same with an id. */
    public String body(String type, String name, String patient) {
        return "{\"resourceType\":\"" + type + "\",\"id\":\"" + id(name) + "\"," + about(DATA.get(type), patient)
                + "}";
    }

    /** A reference to a patient, as JSON. */
    public String reference(String patient) {
        return "{\"reference\":\"" + of("Patient", patient) + "\"}";
    }

    public String mark() {
        return mark;
    }

    /** Stores one more resource, or a new version of one. */
    public HttpAnswer put(String type, String name, String elements) {
        HttpAnswer answer = caller.send(Stored.EVERYTHING, "PUT", "/" + of(type, name),
                "{\"resourceType\":\"" + type + "\",\"id\":\"" + id(name) + "\"," + elements + "}");
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer;
    }

    /** Stores a patient with an id of any form, and the observation {@code obs} + id about it. */
    public void putPatient(String id) {
        for (String body : new String[] {
                "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"active\":true}",
                "{\"resourceType\":\"Observation\",\"id\":\"obs" + id + "\",\"status\":\"final\","
                        + "\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/" + id + "\"}}"}) {
            String path = body.contains("\"Patient\"") ? "/Patient/" + id : "/Observation/obs" + id;
            HttpAnswer answer = caller.send(Stored.EVERYTHING, "PUT", path, body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    /** Stores one more resource about a patient. */
    public void putAbout(String type, String name, String patient) {
        put(type, name, about(DATA.get(type), patient));
    }

    public void delete(String type, String name) {
        HttpAnswer answer = caller.send(Stored.EVERYTHING, "DELETE", "/" + of(type, name), null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String about(String elements, String patient) {
        return elements.replace("PATIENT", reference(patient));
    }
}
