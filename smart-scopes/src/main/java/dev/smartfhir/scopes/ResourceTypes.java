package dev.smartfhir.scopes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the concrete FHIR resource types of R4, R4B and R5.
 */
public final class ResourceTypes {

    private static final Set<String> NAMES = Stream.of("r4", "r4b", "r5")
            .flatMap(ResourceTypes::namesOf)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> BY_LOWER_CASE = NAMES.stream()
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private ResourceTypes() {
    }

    /** Whether R4, R4B or R5 has a concrete resource type of exactly this name. */
    public static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    /** The type whose all-lower-case name this is, as launch scopes write it (CTX-04). */
    public static Optional<String> ofLowerCase(String lowerCaseName) {
        return Optional.ofNullable(BY_LOWER_CASE.get(lowerCaseName));
    }

    private static Stream<String> namesOf(String version) {
        try (InputStream in = ResourceTypes.class.getResourceAsStream("resource-types/" + version + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
