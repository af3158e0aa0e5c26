package dev.smartfhir.endtoend.fuzz.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a token may see, from its scopes, its claims and the stored resources; practitioners may see everybody.
 *
 * <p>Letters are those of scopes: {@code c}, {@code r}, {@code u}, {@code d}, {@code s}.
 */
public final class Oracle {

    private final World world;

    public Oracle(World world) {
        this.world = world;
    }

    /** Whether the letter opens every resource of a type, or of every type ({@code *}). */
    public boolean opensAll(FuzzToken token, char letter, String type) {
        return scopes(token, letter, type).anyMatch(scope -> scope.constraints().isEmpty()
                && bound(token, scope).map(Set::isEmpty).orElse(false));
    }

    /** Whether the letter can open any resource of a type. */
    public boolean reaches(FuzzToken token, char letter, String type) {
        return scopes(token, letter, type).anyMatch(scope -> scope.isEvaluableOn(type)
                && bound(token, scope).filter(ids -> ids.isEmpty() || Compartment.holds(type)).isPresent());
    }

    public boolean isRestricted(FuzzToken token, char letter, String type) {
        return reaches(token, letter, type) && !opensAll(token, letter, type);
    }

    /** Whether the letter opens this resource, as it stands. */
    public boolean covers(FuzzToken token, char letter, JsonNode body) {
        return coveringScopes(token, letter, body).findAny().isPresent();
    }

    /** The scopes that open this resource, as it stands. */
    public Stream<FuzzScope> coveringScopes(FuzzToken token, char letter, JsonNode body) {
        String type = body.path("resourceType").asText();
        return scopes(token, letter, type).filter(scope -> scope.isEvaluableOn(type)
                && bound(token, scope)
                        .filter(ids -> ids.isEmpty() || ids.stream().anyMatch(id -> Compartment.contains(body, id)))
                        .isPresent()
                && scope.constraints().stream()
                        .allMatch(one -> Matching.matches(body, one.parameter(), one.value())));
    }

    /** Whether the token may be shown this body, by read or by search. */
    public boolean mayBeShown(FuzzToken token, JsonNode body) {
        return covers(token, 'r', body) || covers(token, 's', body);
    }

    /** Whether the token may be shown this version; of the deleted, whoever is open to the whole type only. */
    public boolean mayBeShown(FuzzToken token, Version version) {
        String type = version.key().type();
        if (opensAll(token, 'r', type) || opensAll(token, 's', type)) {
            return true;
        }
        Optional<Version> current = world.current(version.key());
        if (isOwnUser(token, version.key()) && current.filter(version::equals).isPresent()) {
            return true;
        }
        return current.isPresent() && !version.isDeletion()
                && mayBeShown(token, current.get().body()) && mayBeShown(token, version.body());
    }

    /** Whether this is the user's own record, which {@code openid fhirUser} open to read. */
    public boolean isOwnUser(FuzzToken token, Key key) {
        return token.readsOwnUser() && key.toString().equals(token.fhirUser());
    }

    /** The different ways in which the letter opens some resources of a type: one scope each, equal ones once. */
    public List<String> ways(FuzzToken token, char letter, String type) {
        return scopes(token, letter, type)
                .filter(scope -> scope.isEvaluableOn(type) && bound(token, scope)
                        .filter(ids -> ids.isEmpty() || Compartment.holds(type)).isPresent())
                .map(scope -> bound(token, scope).get() + " " + Set.copyOf(scope.constraints()))
                .distinct()
                .toList();
    }

    /** The patients to whom a scope is bound: none in the set where it is bound to nobody, empty where it is void. */
    public Optional<Set<String>> bound(FuzzToken token, FuzzScope scope) {
        return switch (scope.context()) {
            case "system" -> Optional.of(Set.of());
            case "patient" -> Optional.ofNullable(token.patient()).map(Set::of);
            default -> ofUser(token.fhirUser());
        };
    }

    private Optional<Set<String>> ofUser(String user) {
        Key key = user == null ? null : Key.of(user);
        if (key == null) {
            return Optional.empty();
        }
        return switch (key.type()) {
            case "Practitioner" -> Optional.of(Set.of());
            case "Patient" -> Optional.of(Set.of(key.id()));
            case "RelatedPerson" -> world.current(key)
                    .filter(person -> person.body().path("active").asBoolean())
                    .map(person -> Compartment.patients(person.body()));
            default -> Optional.empty();
        };
    }

    /** A scope for what a user may access never is for every type at once: it never is for AuditEvent. */
    private static Stream<FuzzScope> scopes(FuzzToken token, char letter, String type) {
        return token.scopes().stream().filter(scope -> type.equals("*")
                ? scope.letters().indexOf(letter) >= 0 && scope.type().equals("*")
                        && !scope.context().equals("user")
                : scope.isFor(letter, type));
    }
}
