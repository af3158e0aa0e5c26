package dev.smartfhir.sandbox.check;

import dev.smartfhir.sandbox.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** There is room for Keycloak, two databases and their logs. */
public final class DiskSpace {

    /** What a first start writes, in bytes, with some air. */
    public static final long NEEDED = 1_000_000_000L;

    private DiskSpace() {
    }

    /** @throws SandboxFailure if the file system of the directory has fewer free bytes than needed */
    public static void require(Path directory, long needed) {
        try {
            long free = Files.getFileStore(existing(directory)).getUsableSpace();
            if (free < needed) {
                throw new SandboxFailure("The disk is too full: " + directory + " has " + free / 1_000_000
                        + " MB left, and the sandbox needs " + needed / 1_000_000 + " MB.");
            }
        } catch (IOException e) {
            throw new SandboxFailure("The free space of " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path existing(Path directory) {
        Path path = directory.toAbsolutePath();
        while (!Files.exists(path)) {
            path = path.getParent();
        }
        return path;
    }
}
