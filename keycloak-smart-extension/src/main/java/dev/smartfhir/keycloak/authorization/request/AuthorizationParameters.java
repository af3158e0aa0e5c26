package dev.smartfhir.keycloak.authorization.request;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of an authorization request, all of one source. A parameter without a value counts as omitted.
 *
 * @param values each parameter's first value
 * @param repeated the names of parameters that were given more than once
 * @param unreadable the names of parameters that are more than one text, as a request object can have them
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1">RFC 6749, section 3.1</a>
 */
public record AuthorizationParameters(Map<String, String> values, Set<String> repeated, Set<String> unreadable) {

    /** Copies the collections. */
    public AuthorizationParameters {
        values = Map.copyOf(values);
        repeated = Set.copyOf(repeated);
        unreadable = Set.copyOf(unreadable);
    }

    static AuthorizationParameters none() {
        return new AuthorizationParameters(Map.of(), Set.of(), Set.of());
    }

    /** Reads a query or form. */
    static AuthorizationParameters of(MultivaluedMap<String, String> form) {
        Map<String, String> values = new HashMap<>();
        Set<String> repeated = new HashSet<>();
        form.forEach((name, all) -> {
            if (all.size() > 1) {
                repeated.add(name);
            }
            all.stream().findFirst().ifPresent(first -> values.put(name, first));
        });
        return new AuthorizationParameters(values, repeated, Set.of());
    }

    /**
     * Reads a request object's claims. Its {@code aud} is the authorization server and no parameter; a claim that is
     * an object, an array or null is unreadable.
     */
    static AuthorizationParameters of(JsonNode requestObject) {
        Map<String, String> values = new HashMap<>();
        Set<String> unreadable = new HashSet<>();
        requestObject.properties().forEach(claim -> {
            boolean simple = claim.getValue().isValueNode() && !claim.getValue().isNull();
            values.put(claim.getKey(), simple ? claim.getValue().asText() : claim.getValue().toString());
            if (!simple) {
                unreadable.add(claim.getKey());
            }
        });
        values.remove("aud");
        unreadable.remove("aud");
        return new AuthorizationParameters(values, Set.of(), unreadable);
    }

    /** Reads a pushed request, whose repeated parameters were refused when it was pushed. */
    static AuthorizationParameters of(Map<String, String> pushed) {
        Map<String, String> values = new HashMap<>();
        pushed.forEach((name, value) -> {
            if (value != null) {
                values.put(name, value);
            }
        });
        return new AuthorizationParameters(values, Set.of(), Set.of());
    }

    /** The value of a parameter; empty if it is absent or blank. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** The words of the parameter {@code scope}. */
    public List<String> scopeWords() {
        return get("scope").map(scope -> List.of(scope.trim().split(" +"))).orElse(List.of());
    }

    /** Leaves the values out: they may name a patient or a launch. */
    @Override
    public String toString() {
        return "AuthorizationParameters" + values.keySet();
    }
}
