package dev.smartfhir.scopes;

/**
 * One letter of {@code cruds}, in the only order in which scopes may hold them (SCO-01 to SCO-06).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-fhir-resources">
 *      SMART App Launch 2.2, Scopes for requesting FHIR Resources</a>
 */
public enum Interaction {

    /** Type-level create. */
    CREATE('c'),
    /** Instance read, vread and instance history. */
    READ('r'),
    /** Instance update, update-as-create and patch. */
    UPDATE('u'),
    /** Instance delete. */
    DELETE('d'),
    /** Type search and history, system search and history. */
    SEARCH('s');

    private final char letter;

    Interaction(char letter) {
        this.letter = letter;
    }

    /** The letter that stands for this interaction in a scope. */
    public char letter() {
        return letter;
    }
}
