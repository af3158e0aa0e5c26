package dev.smartfhir.benchmarks.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A fixed number of callers, each of which sends its next request as soon as the last one is answered. */
public final class ClosedLoop implements AutoCloseable {

    private static final int CALLERS = 2;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    /**
     * Sends the requests and checks every answer.
     *
     * @throws IllegalStateException at the first wrong answer
     */
    public void run(Side side, int requests) {
        List<HttpRequest> made = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            made.add(side.request().apply(i));
        }
        List<Callable<Void>> shares = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            shares.add(() -> {
                for (int i = first; i < requests; i += CALLERS) {
                    check(side, made.get(i));
                }
                return null;
            });
        }
        await(shares);
    }

    /** How long one request takes as its caller sees it. */
    public Duration time(Side side) {
        HttpRequest request = side.request().apply(0);
        long began = System.nanoTime();
        try {
            check(side, request);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(request.uri() + ": " + e, e);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }

    private void check(Side side, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        String fault = side.expected().fault(answer);
        if (!fault.isEmpty()) {
            throw new IllegalStateException(request.method() + " " + request.uri() + ": " + fault + ": HTTP "
                    + answer.statusCode() + " " + answer.body());
        }
    }

    private void await(List<Callable<Void>> shares) {
        try {
            for (Future<Void> share : callers.invokeAll(shares)) {
                share.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }
}
