package dev.smartfhir.keycloak.picker.patient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.picker.directory.DisplayText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A patient as the page shows him, out of a resource that is not trusted: short texts of printable characters, each
 * empty where the resource has nothing usable.
 *
 * @param id the resource's id
 */
public record FoundPatient(String id, String name, String birthDate, String gender, String identifier) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d\\d(-\\d\\d)?)?");
    private static final Set<String> GENDERS = Set.of("male", "female", "other", "unknown");

    /** Reads a resource; empty if it is no Patient with an id. */
    public static Optional<FoundPatient> read(JsonNode resource) {
        String id = resource.path("id").asText();
        if (!resource.path("resourceType").asText().equals("Patient") || !resource.path("id").isTextual()
                || !ID.matcher(id).matches()) {
            return Optional.empty();
        }
        String birthDate = DisplayText.of(resource.path("birthDate"));
        String gender = DisplayText.of(resource.path("gender"));
        return Optional.of(new FoundPatient(id, name(resource.path("name")),
                DATE.matcher(birthDate).matches() ? birthDate : "", GENDERS.contains(gender) ? gender : "",
                DisplayText.first(DisplayText.elements(resource.path("identifier"))
                        .map(known -> DisplayText.of(known.path("value"))))));
    }

    /** The members under their names, for the template. */
    Map<String, String> model() {
        Map<String, String> model = new HashMap<>();
        model.put("id", id);
        model.put("name", name);
        model.put("birthDate", birthDate);
        model.put("gender", gender);
        model.put("identifier", identifier);
        return model;
    }

    private static String name(JsonNode names) {
        List<JsonNode> known = DisplayText.elements(names).filter(name -> !written(name).isEmpty()).toList();
        return known.stream().filter(name -> DisplayText.of(name.path("use")).equals("official")).findFirst()
                .or(() -> known.stream().filter(name -> !DisplayText.of(name.path("use")).equals("old")).findFirst())
                .or(() -> known.stream().findFirst()).map(FoundPatient::written).orElse("");
    }

    private static String written(JsonNode name) {
        String text = DisplayText.of(name.path("text"));
        return text.isEmpty()
                ? DisplayText.printable(Stream.concat(DisplayText.elements(name.path("given")).map(DisplayText::of),
                        Stream.of(DisplayText.of(name.path("family")))).filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")))
                : text;
    }

    /** Leaves everything out. */
    @Override
    public String toString() {
        return "FoundPatient";
    }
}
