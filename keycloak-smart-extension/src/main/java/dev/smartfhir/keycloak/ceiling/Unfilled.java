package dev.smartfhir.keycloak.ceiling;

/** A placeholder that cannot be filled, so that its whole ceiling grants nothing; the message never holds a value. */
final class Unfilled extends Exception {

    Unfilled(String reason) {
        super(reason, null, false, false);
    }
}
