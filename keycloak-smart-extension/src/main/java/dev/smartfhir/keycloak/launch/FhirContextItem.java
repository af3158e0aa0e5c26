package dev.smartfhir.keycloak.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.scopes.ResourceTypes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the items of {@code fhirContext}: objects of the members {@code reference}, {@code canonical},
 * {@code identifier}, {@code type} and {@code role}, at least one of the first three (CTX-21 to CTX-27).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#fhir-context">SMART App
 *      Launch 2.2, fhirContext</a>
 */
final class FhirContextItem {

    private static final int MOST_ITEMS = 20;
    private static final int LONGEST = 512;
    private static final String DEFAULT_ROLE = "launch";
    private static final Set<String> MEMBERS = Set.of("reference", "canonical", "identifier", "type", "role");
    private static final Set<String> TOP_LEVEL_TYPES = Set.of("Patient", "Encounter");
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z]{1,64})/[A-Za-z0-9.-]{1,64}");

    private FhirContextItem() {
    }

    /** @return none if the member is absent. @throws LaunchRefusal naming the rule that an item breaks */
    static List<Map<String, Object>> readAll(JsonNode member) {
        if (member == null) {
            return List.of();
        }
        require(member.isArray() && member.size() <= MOST_ITEMS,
                "must be an array of at most " + MOST_ITEMS + " objects (CTX-21)");
        List<Map<String, Object>> items = new ArrayList<>();
        member.forEach(item -> items.add(read(item)));
        return items;
    }

    private static Map<String, Object> read(JsonNode item) {
        require(item.isObject(), "must hold objects only (CTX-21)");
        item.fieldNames().forEachRemaining(name -> require(MEMBERS.contains(name),
                "holds an object with a member other than reference, canonical, identifier, type and role (CTX-23)"));
        Map<String, Object> read = new LinkedHashMap<>();
        Stream.of("reference", "canonical", "type", "role").filter(item::has)
                .forEach(name -> read.put(name, text(item, name)));
        if (item.has("identifier")) {
            read.put("identifier", FhirIdentifier.read(item.get("identifier")));
        }
        require(read.containsKey("reference") || read.containsKey("canonical") || read.containsKey("identifier"),
                "holds an object without reference, canonical and identifier (CTX-23)");
        check((String) read.get("reference"), (String) read.get("type"), (String) read.get("role"));
        require(!read.containsKey("canonical") || isAbsolute((String) read.get("canonical")),
                "holds a canonical that is no absolute URI (CTX-25)");
        return read;
    }

    private static void check(String reference, String type, String role) {
        require(type == null || ResourceTypes.isKnown(type), "holds a type that FHIR does not have (CTX-26)");
        require(role == null || role.equals(DEFAULT_ROLE) || isAbsolute(role),
                "holds a role that is neither launch nor an absolute URI (CTX-27)");
        String referenced = null;
        if (reference != null) {
            Matcher matcher = REFERENCE.matcher(reference);
            require(matcher.matches() && ResourceTypes.isKnown(matcher.group(1)),
                    "holds a reference that is not relative, such as ImagingStudy/123 (CTX-24)");
            referenced = matcher.group(1);
            require(type == null || type.equals(referenced), "holds a type other than its reference's (CTX-26)");
        }
        boolean ownRole = role != null && !role.equals(DEFAULT_ROLE);
        require(ownRole || !isTopLevel(type) && !isTopLevel(referenced), "holds a Patient or Encounter whose role is "
                + "launch; they belong into the members patient and encounter (CTX-22)");
    }

    private static boolean isTopLevel(String type) {
        return type != null && TOP_LEVEL_TYPES.contains(type);
    }

    private static String text(JsonNode item, String name) {
        JsonNode text = item.get(name);
        require(text.isTextual() && !text.textValue().isBlank() && text.textValue().length() <= LONGEST
                        && text.textValue().chars().noneMatch(c -> c <= ' '),
                "holds a " + name + " that is no JSON string of 1 to " + LONGEST + " characters (CTX-23, CTX-27)");
        return text.textValue();
    }

    private static boolean isAbsolute(String text) {
        try {
            return new URI(text.replaceFirst("\\|[^|]*$", "")).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw LaunchRefusal.invalid("The member fhirContext " + otherwise);
        }
    }
}
