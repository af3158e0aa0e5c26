package dev.smartfhir.sandbox.check;

import dev.smartfhir.sandbox.SandboxFailure;

/** The Java that runs the servers is new enough. */
public final class JavaRelease {

    private static final int NEEDED = 17;

    private JavaRelease() {
    }

    /** @throws SandboxFailure if the given feature release is older than 17 */
    public static void require(int feature) {
        if (feature < NEEDED) {
            throw new SandboxFailure("Java " + NEEDED + " or newer is needed, but this is Java " + feature + " at "
                    + System.getProperty("java.home") + ".");
        }
    }
}
