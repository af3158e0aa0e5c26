package dev.smartfhir.sandbox.process;

import dev.smartfhir.sandbox.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A running server whose output goes to a file; closing it ends it and every process that it started. */
public final class ServerProcess implements RunningServer {

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a server.
     *
     * @param name how messages call it
     * @param command program and arguments
     * @param environment added to this process's own environment
     * @param directory its working directory, created where missing
     * @param log the file that takes its output; replaced
     * @throws SandboxFailure if the program cannot be started
     */
    public static ServerProcess start(
            String name, List<String> command, Map<String, String> environment, Path directory, Path log) {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new ServerProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new SandboxFailure(name + " could not be started: " + e.getMessage(), e);
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

    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process has ended, for whatever reason. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Asks the process and its children to end, waits, and kills what is left after twenty seconds. */
    @Override
    public void close() {
        ProcessTree.end(process.toHandle());
    }

    /** The process and everything below it. */
    public Stream<ProcessHandle> tree() {
        return ProcessTree.of(process.toHandle()).stream();
    }
}
