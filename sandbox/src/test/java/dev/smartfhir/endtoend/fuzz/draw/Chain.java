package dev.smartfhir.endtoend.fuzz.draw;

import java.util.Set;

/**
 * A search parameter that tells of resources of other types.
 *
 * @param text {@code name=value}
 * @param through the types whose values it tells of; {@code *} for any
 * @param isTyped whether it says so itself, so that it can lead to no other type
 */
public record Chain(String text, Set<String> through, boolean isTyped) {
}
