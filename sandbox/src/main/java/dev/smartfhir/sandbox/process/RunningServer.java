package dev.smartfhir.sandbox.process;

import java.nio.file.Path;

/** A server that was started, and ends when it is closed. */
public interface RunningServer extends AutoCloseable {

    /** How messages call it. */
    String name();

    /** The file that takes what it prints. */
    Path log();

    boolean isAlive();

    @Override
    void close();
}
