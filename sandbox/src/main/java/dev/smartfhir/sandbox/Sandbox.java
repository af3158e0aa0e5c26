package dev.smartfhir.sandbox;

import dev.smartfhir.sandbox.check.DiskSpace;
import dev.smartfhir.sandbox.check.JavaRelease;
import dev.smartfhir.sandbox.check.Ports;
import dev.smartfhir.sandbox.check.StateLock;
import dev.smartfhir.sandbox.process.FileTree;
import dev.smartfhir.sandbox.process.Closers;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The program behind {@code ./sandbox/run}: starts the sandbox and keeps it until Ctrl-C. */
public final class Sandbox {

    private static final String USAGE = """
            Usage: ./sandbox/run [--fresh]

              --fresh   forget everything of earlier runs: data, keys, accounts

            Ports and files: SANDBOX_KEYCLOAK_PORT (8180), SANDBOX_FHIR_PORT (8080), SANDBOX_DEMO_PORT (8090),
            SANDBOX_APP_PORT (8091), SANDBOX_STATE (sandbox/target/sandbox).
            """;

    private Sandbox() {
    }

    /** Exit codes: 1 after a failure, 2 for wrong arguments, 130 after Ctrl-C, 143 after SIGTERM. */
    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            System.out.print(USAGE);
        } else if (!Set.of("--fresh").containsAll(given)) {
            System.err.print(USAGE);
            System.exit(2);
        } else {
            System.exit(run(given.contains("--fresh")));
        }
    }

    private static int run(boolean fresh) {
        Closers closers = new Closers();
        try {
            SandboxSettings settings =
                    SandboxSettings.from(Path.of(System.getProperty("project.root")), System.getenv());
            prepare(settings, closers, fresh);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(closers)));
            RunningSandbox sandbox = RunningSandbox.start(settings, closers, new Progress(System.out));
            System.out.print(Summary.of(settings));
            ServerProcess ended = sandbox.awaitEnd();
            return closers.isClosed() ? 0 : fail(ended.name() + " has ended; see " + ended.log());
        } catch (SandboxFailure e) {
            return closers.isClosed() ? 0 : fail(e.getMessage());
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return closers.isClosed() ? 0 : fail("The sandbox could not start: " + e.getMessage() + ".");
        }
    }

    private static void prepare(SandboxSettings settings, Closers closers, boolean fresh) throws IOException {
        JavaRelease.require(Runtime.version().feature());
        Ports.require(settings);
        closers.start(() -> StateLock.take(settings.state()));
        if (fresh) {
            FileTree.delete(settings.state());
        }
        DiskSpace.require(settings.state(), DiskSpace.NEEDED);
    }

    private static void end(Closers closers) {
        System.out.println("\nEnding Keycloak and the FHIR server ...");
        closers.close();
        System.out.println("Ended.");
    }

    private static int fail(String sentence) {
        System.err.println("sandbox: " + sentence);
        return 1;
    }
}
