package dev.smartfhir.keycloak.picker;

/** The FHIR server did not give a list of patients; the message says why and holds nothing that the server sent. */
final class DirectoryUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    DirectoryUnavailable(String why) {
        super(why, null, false, false);
    }
}
