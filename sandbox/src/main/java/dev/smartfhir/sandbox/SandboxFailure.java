package dev.smartfhir.sandbox;

/** The sandbox cannot go on; the message is one sentence for the person at the terminal. */
public class SandboxFailure extends RuntimeException {

    public SandboxFailure(String sentence) {
        super(sentence);
    }

    public SandboxFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
