package dev.smartfhir.scopes;

import java.util.Optional;

/**
 * The two ways to write the interactions of a resource scope: the letters of SMART 2 and the words of SMART 1
 * ({@code read} = {@code rs}, {@code write} = {@code cud}, {@code *} = {@code cruds}; SCO-10).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-fhir-resources">
 *      SMART App Launch 2.2, Scopes for requesting FHIR Resources</a>
 */
public enum Syntax {

    V1,
    V2;

    private static final Interactions READ = Interactions.of(Interaction.READ, Interaction.SEARCH);
    private static final Interactions WRITE =
            Interactions.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE);

    /** The interactions that a suffix stands for in this syntax, if it is one. */
    Optional<Interactions> read(String suffix) {
        if (this == V2) {
            return Interactions.parse(suffix);
        }
        return switch (suffix) {
            case "read" -> Optional.of(READ);
            case "write" -> Optional.of(WRITE);
            case "*" -> Optional.of(Interactions.all());
            default -> Optional.empty();
        };
    }

    /** The suffix for these interactions in this syntax, if it has one. */
    Optional<String> write(Interactions interactions) {
        if (this == V2) {
            return interactions.isEmpty() ? Optional.empty() : Optional.of(interactions.letters());
        }
        if (interactions.equals(READ)) {
            return Optional.of("read");
        }
        if (interactions.equals(WRITE)) {
            return Optional.of("write");
        }
        return interactions.equals(Interactions.all()) ? Optional.of("*") : Optional.empty();
    }
}
