package dev.smartfhir.sandbox.pages.web;

/** A request that a page does not accept; the message is shown to the user. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final int status;

    public Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
