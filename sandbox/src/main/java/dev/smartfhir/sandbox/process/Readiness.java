package dev.smartfhir.sandbox.process;

import dev.smartfhir.sandbox.SandboxFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Waits until servers answer a GET with 200. */
public final class Readiness {

    private static final long POLL_MILLIS = 300;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Waits for one server. */
    public void await(RunningServer server, URI address, Duration limit) {
        await(Map.of(server, address), limit, ready -> { });
    }

    /**
     * Returns once every address answers 200.
     *
     * @param onReady called for each server as it gets ready
     * @throws SandboxFailure if a server ends first or the time runs out; the sentence names its log
     */
    public <S extends RunningServer> void await(Map<S, URI> servers, Duration limit, Consumer<S> onReady) {
        Instant end = Instant.now().plus(limit);
        Map<S, URI> waiting = new LinkedHashMap<>(servers);
        while (!waiting.isEmpty()) {
            for (Map.Entry<S, URI> one : Map.copyOf(waiting).entrySet()) {
                S server = one.getKey();
                if (answers(one.getValue())) {
                    waiting.remove(server);
                    onReady.accept(server);
                } else if (!server.isAlive()) {
                    throw new SandboxFailure(server.name() + " ended while it was starting; see " + server.log());
                } else if (Instant.now().isAfter(end)) {
                    throw new SandboxFailure(server.name() + " did not answer " + one.getValue() + " within "
                            + limit.toSeconds() + " s; see " + server.log());
                }
            }
            pause();
        }
    }

    private boolean answers(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Stopped while waiting for " + address);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Stopped while waiting for the servers");
        }
    }
}
