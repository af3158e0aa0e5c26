package dev.smartfhir.keycloak.picker.directory;

/** The FHIR server did not give what was asked; the message says why and holds nothing that the server sent. */
public final class DirectoryUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    DirectoryUnavailable(String why) {
        this(why, 0);
    }

    private DirectoryUnavailable(String why, int status) {
        super(why, null, false, false);
        this.status = status;
    }

    static DirectoryUnavailable answeredWith(int status) {
        return new DirectoryUnavailable("the answer has status " + status, status);
    }

    /** Whether the server answered that this user may not have it. */
    public boolean isForbidden() {
        return status == 403;
    }

    /** Whether the server answered that there is no such resource, or none that this user may know of. */
    public boolean isNotFound() {
        return status == 403 || status == 404 || status == 410;
    }
}
