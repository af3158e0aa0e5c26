package dev.smartfhir.sandbox.webapps;

import dev.smartfhir.sandbox.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build made of {@code sandbox/web}; nothing on a machine without Node.js.
 *
 * @param directory holds {@code apps} for browsers and {@code server} for Node.js
 */
public record WebApps(Path directory) {

    /** Said where they are missing. */
    public static final String MISSING = "The apps built with fhirclient are left out, because they need Node.js 18 or"
            + " newer with npm; everything else works.";

    /** Where the build of this project puts them. */
    public static WebApps of(SandboxSettings settings) {
        return new WebApps(settings.projectRoot().resolve("sandbox/target/web"));
    }

    /** The files that browsers load. */
    public Path files() {
        return directory.resolve("apps");
    }

    /** Whether there are any. */
    public boolean areBuilt() {
        return Files.isDirectory(files());
    }

    /** The program that Node.js runs. */
    Path program() {
        return directory.resolve("server/main.mjs");
    }
}
