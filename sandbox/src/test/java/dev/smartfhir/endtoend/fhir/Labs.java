package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Observations of two patients, {@code a} and {@code b}, with category {@code lab} or {@code vital} in a system of this
 * data's own, and what a client with one scope sees of them.
 *
 * <p>{@code lab1 lab2 lab3} and {@code vital1 vital2} are about {@code a}, {@code labB vitalB} about {@code b};
 * {@code lab1} and {@code vital1} carry the label {@code one}, {@code lab2} the label {@code two}, {@code lab3} and
 * {@code labB} the code {@code special}. {@code lab1} was asked for by {@code Practitioner/doctor}.
 */
final class Labs {

    private final Person client;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    Labs(Servers servers) {
        client = Person.anyClient(servers);
        put("Practitioner", "doctor", "\"active\":true");
        put("Organization", "org", "\"active\":true");
        put("Patient", "a", "\"managingOrganization\":{\"reference\":\"Organization/" + id("org") + "\"}");
        put("Patient", "b", "\"managingOrganization\":{\"reference\":\"Organization/" + id("org") + "\"}");
        observation("lab1", "a", "lab", "plain", "one");
        observation("lab2", "a", "lab", "plain", "two");
        observation("lab3", "a", "lab", "special", null);
        observation("vital1", "a", "vital", "plain", "one");
        observation("vital2", "a", "vital", "plain", null);
        observation("labB", "b", "lab", "special", null);
        observation("vitalB", "b", "vital", "plain", null);
    }

    String system() {
        return "urn:" + mark;
    }

    /** A scope constraint on the category. */
    String category(String code) {
        return "category=" + system() + "|" + code;
    }

    String security(String code) {
        return "_security=" + system() + "|" + code;
    }

    String code(String code) {
        return "code=" + system() + "|" + code;
    }

    String id(String name) {
        return name + "-" + mark;
    }

    String of(String type, String name) {
        return type + "/" + id(name);
    }

    /** All observations of this data and no other, in the order of their ids. */
    String all() {
        return "/Observation?identifier=" + system() + "%7Cobservation&_sort=_id";
    }

    Person inContextOf(String patient) {
        return client.with("patient", id(patient));
    }

    HttpAnswer get(String scope, String path) {
        return client.get(scope, path);
    }

    HttpAnswer send(String scope, String method, String path, String body) {
        return client.send(scope, method, path, body);
    }

    String body(String name, String patient, String category, String code, String label) {
        return "{\"resourceType\":\"Observation\"," + (name == null ? "" : "\"id\":\"" + id(name) + "\",")
                + (label == null ? "" : "\"meta\":{\"security\":[{\"system\":\"" + system() + "\",\"code\":\"" + label
                        + "\"}]},")
                + "\"identifier\":[{\"system\":\"" + system() + "\",\"value\":\"observation\"}],\"status\":\"final\","
                + "\"category\":[{\"coding\":[{\"system\":\"" + system() + "\",\"code\":\"" + category + "\"}]}],"
                + "\"code\":{\"coding\":[{\"system\":\"" + system() + "\",\"code\":\"" + code + "\"}]},"
                + "\"performer\":[{\"reference\":\"" + of("Practitioner", "doctor") + "\"}],"
                + "\"effectiveDateTime\":\"2026-0" + (category.equals("lab") ? "1" : "2") + "-10\","
                + "\"subject\":{\"reference\":\"" + of("Patient", patient) + "\"}}";
    }

    void observation(String name, String patient, String category, String code, String label) {
        store("Observation", name, body(name, patient, category, code, label));
    }

    void put(String type, String name, String elements) {
        store(type, name, "{\"resourceType\":\"" + type + "\",\"id\":\"" + id(name) + "\"," + elements + "}");
    }

    private void store(String type, String name, String body) {
        HttpAnswer answer = client.send(Stored.EVERYTHING, "PUT", "/" + of(type, name), body);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    /** The names of the observations of a search, as in the constructor. */
    List<String> names(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .filter(entry -> !entry.path("search").path("mode").asText().equals("outcome"))
                .map(entry -> entry.path("resource").path("id").asText())
                .map(id -> id.replace("-" + mark, ""))
                .toList();
    }

    /** The link to the next page, or {@code null}. */
    static String next(JsonNode bundle) {
        return StreamSupport.stream(bundle.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText())
                .findFirst().orElse(null);
    }

    Person client() {
        return client;
    }
}
