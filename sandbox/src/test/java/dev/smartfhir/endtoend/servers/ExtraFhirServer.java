package dev.smartfhir.endtoend.servers;

import dev.smartfhir.endtoend.database.Database;
import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.fhir.FhirServer;
import dev.smartfhir.sandbox.process.FileTree;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.ServerProcess;
import dev.smartfhir.sandbox.process.UnpackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A FHIR server beside the shared one, with settings of its own; close it when the test is done. */
public final class ExtraFhirServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private final FhirServer server;
    private final ServerProcess process;
    private final int port;

    private ExtraFhirServer(FhirServer server, ServerProcess process, int port) {
        this.server = server;
        this.process = process;
        this.port = port;
    }

    static Builder builder(SandboxSettings settings, Database database) {
        return new Builder(settings, database);
    }

    public FhirClient fhir() {
        return new FhirClient(server.base());
    }

    /** The server's root, above the FHIR base. */
    public URI root() {
        return URI.create("http://localhost:" + port);
    }

    /** The file that takes what the server prints. */
    public Path log() {
        return process.log();
    }

    /** Everything that the server has printed so far. */
    public String output() {
        try {
            return Files.readString(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the server has started, as told by Spring Boot's health answer.
     *
     * @throws SandboxFailure if it ends instead
     */
    public ExtraFhirServer awaitStarted() {
        new Readiness().await(process, root().resolve("/actuator/health"), PATIENCE);
        return this;
    }

    /** Waits until the server has started or given up; true if it has given up. */
    public boolean endsBeforeItStarts() {
        try {
            awaitStarted();
            return false;
        } catch (SandboxFailure e) {
            if (process.isAlive()) {
                throw e;
            }
            return true;
        }
    }

    /** Waits until the server has given up, and returns what it printed. */
    public String awaitEnd() {
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return output();
    }

    @Override
    public void close() {
        process.close();
    }

    /** Says with which JAR and settings the server is started. */
    public static final class Builder {

        private final SandboxSettings settings;
        private final Database database;
        private final Map<String, String> environment = new HashMap<>();
        private final int port = FreePort.find();
        private boolean dropIn = true;

        private Builder(SandboxSettings settings, Database database) {
            this.settings = settings;
            this.database = database;
        }

        public Builder withoutJar() {
            dropIn = false;
            return this;
        }

        public Builder with(Map<String, String> more) {
            environment.putAll(more);
            return this;
        }

        public Builder with(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** The FHIR base that this server will have. */
        public URI fhirBase() {
            return URI.create("http://localhost:" + port + "/fhir");
        }

        public ExtraFhirServer start() {
            Archives archives = Archives.in(settings.projectRoot());
            Path directory = settings.state().resolve("fhir-" + port);
            Path log = settings.state().resolve("logs/fhir-" + port + ".log");
            try {
                FileTree.delete(directory);
                Path program =
                        UnpackedArchive.unpack(archives.fhirServer(), settings.state().resolve("fhir-server"), 0);
                FhirServer server = new FhirServer(program, directory, port, log);
                if (dropIn) {
                    server.dropIn(archives.hapiInterceptor());
                }
                Map<String, String> all = new HashMap<>(database.forFhirServer());
                all.putAll(environment);
                return new ExtraFhirServer(server, server.start(all), port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
