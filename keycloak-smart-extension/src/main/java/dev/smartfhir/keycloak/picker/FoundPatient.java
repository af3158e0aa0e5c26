package dev.smartfhir.keycloak.picker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A patient as the page shows him, out of a resource that is not trusted: short texts of printable characters, each
 * empty where the resource has nothing usable.
 *
 * @param id the resource's id
 */
record FoundPatient(String id, String name, String birthDate, String gender, String identifier) {

    private static final int LONGEST = 120;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d\\d(-\\d\\d)?)?");
    private static final Set<String> GENDERS = Set.of("male", "female", "other", "unknown");

    /** Reads a resource; empty if it is no Patient with an id. */
    static Optional<FoundPatient> read(JsonNode resource) {
        String id = resource.path("id").asText();
        if (!resource.path("resourceType").asText().equals("Patient") || !resource.path("id").isTextual()
                || !ID.matcher(id).matches()) {
            return Optional.empty();
        }
        String birthDate = text(resource.path("birthDate"));
        String gender = text(resource.path("gender"));
        return Optional.of(new FoundPatient(id, name(resource.path("name")),
                DATE.matcher(birthDate).matches() ? birthDate : "", GENDERS.contains(gender) ? gender : "",
                elements(resource.path("identifier")).map(known -> text(known.path("value")))
                        .filter(value -> !value.isEmpty()).findFirst().orElse("")));
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
        List<JsonNode> known = elements(names).filter(name -> !written(name).isEmpty()).toList();
        return known.stream().filter(name -> text(name.path("use")).equals("official")).findFirst()
                .or(() -> known.stream().filter(name -> !text(name.path("use")).equals("old")).findFirst())
                .or(() -> known.stream().findFirst()).map(FoundPatient::written).orElse("");
    }

    private static String written(JsonNode name) {
        String text = text(name.path("text"));
        return text.isEmpty()
                ? printable(Stream.concat(elements(name.path("given")).map(FoundPatient::text),
                        Stream.of(text(name.path("family")))).filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")))
                : text;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false).limit(LONGEST) : Stream.empty();
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? printable(node.textValue()) : "";
    }

    /** Without control characters and those that turn the direction of writing, shortened visibly. */
    private static String printable(String text) {
        String printable = text.codePoints().limit(10L * LONGEST)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        return printable.codePointCount(0, printable.length()) <= LONGEST ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** Leaves everything out. */
    @Override
    public String toString() {
        return "FoundPatient";
    }
}
