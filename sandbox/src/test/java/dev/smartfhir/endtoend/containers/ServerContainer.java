package dev.smartfhir.endtoend.containers;

import dev.smartfhir.sandbox.process.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Future;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.images.builder.Transferable;

/**
 * A server in a container that shares this machine's network, so that everything has the same address for it as for the
 * tests; its output goes to a file.
 */
public final class ServerContainer implements RunningServer {

    private final String name;
    private final GenericContainer<?> container;
    private final Path log;

    private ServerContainer(String name, GenericContainer<?> container, Path log) {
        this.name = name;
        this.container = container;
        this.log = log;
    }

    /**
     * Starts a server.
     *
     * @param name how messages call it
     * @param image what {@link Images} builds
     * @param environment its settings
     * @param files texts by their path in the container
     * @param log the file that takes its output; replaced
     */
    static ServerContainer start(
            String name, Future<String> image, Map<String, String> environment, Map<String, byte[]> files, Path log) {
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GenericContainer<?> container = new GenericContainer<>(image).withNetworkMode("host").withEnv(environment)
                .withLogConsumer(frame -> append(log, frame));
        files.forEach((path, bytes) -> container.withCopyToContainer(Transferable.of(bytes), path));
        container.start();
        return new ServerContainer(name, container, log);
    }

    private static void append(Path log, OutputFrame frame) {
        try {
            Files.writeString(log, frame.getUtf8String(), StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public void close() {
        container.close();
    }
}
