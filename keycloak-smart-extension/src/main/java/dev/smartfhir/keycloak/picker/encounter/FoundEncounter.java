package dev.smartfhir.keycloak.picker.encounter;

import static dev.smartfhir.keycloak.picker.directory.DisplayText.elements;
import static dev.smartfhir.keycloak.picker.directory.DisplayText.first;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.picker.directory.DisplayText;
import dev.smartfhir.keycloak.picker.directory.FhirAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An encounter as the page shows it, out of a resource that is not trusted: short texts, each empty where the resource
 * has nothing usable.
 *
 * @param id the resource's id
 * @param start when it began, a date or date and time
 * @param kind its type, else its class
 * @param place who provided it, else where it was
 * @param status one of FHIR's codes
 */
record FoundEncounter(String id, String start, String kind, String place, String status) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern DATE =
            Pattern.compile("(\\d{4}(?:-\\d\\d(?:-\\d\\d)?)?)(?:T(\\d\\d:\\d\\d)(?::\\d\\d.*)?)?");
    /** Those of R4 without {@code entered-in-error}, which is no encounter at all. */
    private static final Set<String> STATUSES = Set.of("planned", "arrived", "triaged", "in-progress", "onleave",
            "finished", "cancelled", "unknown");
    private static final String ERROR = "entered-in-error";

    /** Reads a resource; empty if it is no Encounter of this patient. */
    static Optional<FoundEncounter> read(JsonNode resource, String patient, FhirAddress address) {
        String id = DisplayText.of(resource.path("id"));
        JsonNode subject = resource.path("subject").path("reference");
        String status = DisplayText.of(resource.path("status"));
        if (!resource.path("resourceType").asText().equals("Encounter") || !ID.matcher(id).matches()
                || !subject.isTextual() || status.equals(ERROR)
                || address.idOf("Patient", subject.textValue()).filter(patient::equals).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FoundEncounter(id, date(DisplayText.of(resource.path("period").path("start"))),
                first(Stream.concat(elements(resource.path("type")).map(FoundEncounter::concept),
                        Stream.of(coding(resource.path("class"))))),
                first(Stream.concat(Stream.of(DisplayText.of(resource.path("serviceProvider").path("display"))),
                        elements(resource.path("location"))
                                .map(place -> DisplayText.of(place.path("location").path("display"))))),
                STATUSES.contains(status) ? status : ""));
    }

    /** The members under their names, for the template. */
    Map<String, String> model() {
        Map<String, String> model = new HashMap<>();
        model.put("id", id);
        model.put("start", start);
        model.put("kind", kind);
        model.put("place", place);
        model.put("status", status);
        return model;
    }

    private static String date(String text) {
        Matcher date = DATE.matcher(text);
        return !date.matches() ? "" : date.group(2) == null ? date.group(1) : date.group(1) + " " + date.group(2);
    }

    private static String concept(JsonNode concept) {
        String text = DisplayText.of(concept.path("text"));
        return text.isEmpty() ? first(elements(concept.path("coding")).map(FoundEncounter::coding)) : text;
    }

    private static String coding(JsonNode coding) {
        String display = DisplayText.of(coding.path("display"));
        return display.isEmpty() ? DisplayText.of(coding.path("code")) : display;
    }

    /** Leaves everything out. */
    @Override
    public String toString() {
        return "FoundEncounter";
    }
}
