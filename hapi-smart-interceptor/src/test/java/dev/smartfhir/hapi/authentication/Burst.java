package dev.smartfhir.hapi.authentication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Many requests at the same time, each on its own thread. */
final class Burst<T> {

    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private final List<T> results = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads;

    private Burst(int size, Callable<T> request) {
        threads = IntStream.range(0, size).mapToObj(i -> new Thread(() -> run(request))).toList();
        threads.forEach(Thread::start);
    }

    static <T> Burst<T> of(int size, Callable<T> request) {
        return new Burst<>(size, request);
    }

    /** Returns once every thread waits for another one, or for a latch. */
    void awaitAllWaiting() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!threads.stream().allMatch(Burst::waits)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not all of them wait: " + threads.stream().map(Thread::getState).toList());
            }
            Thread.onSpinWait();
        }
    }

    /** What the requests came to, once all of them have ended. */
    List<T> results() {
        join();
        return results;
    }

    /** Why requests failed, once all of them have ended. */
    List<Throwable> failures() {
        join();
        return failures;
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private void run(Callable<T> request) {
        try {
            results.add(request.call());
        } catch (Exception e) {
            failures.add(e);
        }
    }

    private void join() {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
