package dev.smartfhir.sandbox.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Everything that has been started, ended in reverse order; nothing can be started once ending has begun. */
public final class Closers implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /**
     * Starts something that will be ended with the rest.
     *
     * @throws IllegalStateException if ending has begun
     */
    public synchronized <T extends AutoCloseable> T start(Supplier<T> starter) {
        if (closed) {
            throw new IllegalStateException("The sandbox is ending");
        }
        T one = starter.get();
        started.push(one);
        return one;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("While ending: " + e.getMessage());
            }
        }
    }
}
