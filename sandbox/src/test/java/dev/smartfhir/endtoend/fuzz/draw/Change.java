package dev.smartfhir.endtoend.fuzz.draw;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.fuzz.world.Key;

/**
 * What one write, or one entry of a transaction, is to do.
 *
 * @param letter {@code c}, {@code u} or {@code d}
 * @param key what it is done to; with an id that nothing has where it creates
 * @param before what is stored, or null for nothing
 * @param body what is to be stored, or null where that is not the request's to say
 * @param marker the text that tells what is stored afterwards
 * @param isPatch whether the request says only what is to change
 */
public record Change(char letter, Key key, JsonNode before, JsonNode body, String marker, boolean isPatch) {
}
