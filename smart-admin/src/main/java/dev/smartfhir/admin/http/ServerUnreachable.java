package dev.smartfhir.admin.http;

/**
 * A server did not give a whole answer: no connection, no trust in its certificate, too late, too much. The message is
 * a sentence for the operator, and names the URL.
 */
public final class ServerUnreachable extends Exception {

    private static final long serialVersionUID = 1L;

    ServerUnreachable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
