package dev.smartfhir.admin.keycloak;

/**
 * The command cannot do its work: it was called wrongly, or the server refused. The message is a sentence for the
 * operator and holds no secret.
 */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    Refused(String sentence) {
        super(sentence);
    }
}
