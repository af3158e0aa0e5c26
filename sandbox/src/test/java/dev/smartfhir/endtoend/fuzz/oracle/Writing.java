package dev.smartfhir.endtoend.fuzz.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope.Condition;
import dev.smartfhir.endtoend.fuzz.world.Bodies;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a token may write. Between what it surely may and what it must not lies what the server may refuse: bodies that
 * name several patients, lead to other patients' data, or bring labels.
 */
public final class Writing {

    private final World world;
    private final Oracle oracle;

    public Writing(World world, Oracle oracle) {
        this.world = world;
        this.oracle = oracle;
    }

    /**
     * Whether the change may have happened.
     *
     * @param letter {@code c}, {@code u} or {@code d}
     * @param before what was stored, or null
     * @param after what is stored now, or null
     */
    public boolean may(FuzzToken token, char letter, String type, JsonNode before, JsonNode after) {
        if (oracle.opensAll(token, letter, type)) {
            return true;
        }
        return switch (letter) {
            case 'c' -> after != null && oracle.covers(token, letter, after) && !isPatientOfItsOwn(token, after);
            case 'd' -> before != null && oracle.covers(token, letter, before);
            default -> before != null && after != null
                    && oracle.covers(token, letter, before) && oracle.covers(token, letter, after);
        };
    }

    /** The labels that a token may put on what it writes: those that single values of {@code _security} name. */
    public Set<JsonNode> labels(FuzzToken token, char letter, String type) {
        return token.scopes().stream()
                .filter(scope -> scope.isFor(letter, type) && oracle.bound(token, scope).isPresent())
                .flatMap(scope -> stamp(scope).stream())
                .collect(Collectors.toSet());
    }

    /** Whether a create has to succeed. */
    public boolean surelyCreates(FuzzToken token, ObjectNode body) {
        String type = body.path("resourceType").asText();
        return oracle.opensAll(token, 'c', type)
                || labels(token, 'c', type).size() < 2 && token.scopes().stream()
                        .filter(scope -> scope.isFor('c', type))
                        .anyMatch(scope -> {
                            ObjectNode stamped = body.deepCopy();
                            Set<JsonNode> stamp = stamp(scope).stream().collect(Collectors.toSet());
                            stamp.forEach(label -> add(stamped, label));
                            return stamp.containsAll(labels(body)) && isOpen(token, scope, 'c', stamped);
                        });
    }

    /** Whether an update has to succeed. */
    public boolean surelyUpdates(FuzzToken token, JsonNode before, ObjectNode body) {
        ObjectNode labelled = body.deepCopy();
        labels(before).forEach(label -> add(labelled, label));
        ObjectNode kept = body.deepCopy();
        World.keepMeta(before, kept);
        return oracle.opensAll(token, 'u', body.path("resourceType").asText())
                || labels(before).containsAll(labels(body)) && token.scopes().stream().anyMatch(scope ->
                        Stream.of(before, labelled, kept).allMatch(one -> isOpen(token, scope, 'u', one)));
    }

    /** Whether a delete has to succeed. */
    public boolean surelyDeletes(FuzzToken token, JsonNode before) {
        return oracle.opensAll(token, 'd', before.path("resourceType").asText())
                || token.scopes().stream().anyMatch(scope -> isOpen(token, scope, 'd', before));
    }

    /** The security labels of a resource, each as a system and a code. */
    public static Set<JsonNode> labels(JsonNode body) {
        return Elements.at(body, "meta.security").stream()
                .map(label -> label(label.path("system").asText(null), label.path("code").asText()))
                .collect(Collectors.toSet());
    }

    /** Whether the body is open by one scope, and beyond doubt where that is bound to a patient. */
    private boolean isOpen(FuzzToken token, FuzzScope scope, char letter, JsonNode body) {
        if (oracle.coveringScopes(token, letter, body).noneMatch(scope::equals)) {
            return false;
        }
        Set<String> patients = oracle.bound(token, scope).orElseThrow();
        boolean isPatient = body.path("resourceType").asText().equals("Patient");
        return patients.isEmpty() || !isPatient && patients.stream().anyMatch(patient -> namesNoOther(body, patient));
    }

    private boolean namesNoOther(JsonNode body, String patient) {
        return Compartment.contains(body, patient) && body.findValuesAsText("reference").stream()
                .map(Key::of)
                .filter(target -> Compartment.holds(target.type()))
                .allMatch(target -> patientsOf(target).equals(Set.of(patient)));
    }

    private Set<String> patientsOf(Key stored) {
        return world.current(stored).map(Version::body).map(Compartment::patients).orElse(Set.of());
    }

    private boolean isPatientOfItsOwn(FuzzToken token, JsonNode body) {
        return body.path("resourceType").asText().equals("Patient") && oracle.coveringScopes(token, 'c', body)
                .noneMatch(scope -> oracle.bound(token, scope).orElseThrow().isEmpty());
    }

    private static Optional<JsonNode> stamp(FuzzScope scope) {
        List<String> named = scope.constraints().stream()
                .filter(one -> one.parameter().equals("_security"))
                .map(Condition::value)
                .toList();
        return named.size() == 1 && named.get(0).matches("[^|,]+\\|[^|,]+")
                ? Optional.of(label(named.get(0).split("\\|")[0], named.get(0).split("\\|")[1]))
                : Optional.empty();
    }

    private static JsonNode label(String system, String code) {
        return system == null ? Bodies.coding("security", "~" + code)
                : Bodies.coding("security", code).put("system", system);
    }

    private static void add(ObjectNode body, JsonNode label) {
        if (!labels(body).contains(label)) {
            body.withObject("/meta").withArray("security").add(label);
        }
    }
}
