package dev.smartfhir.sandbox.process;

import dev.smartfhir.sandbox.SandboxFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Waits until a server answers a GET with 200. */
public final class Readiness {

    private static final Duration POLL = Duration.ofMillis(300);
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /**
     * Returns once the address answers 200.
     *
     * @throws SandboxFailure if the server ends first or the time runs out; the sentence names its log
     */
    public void await(ServerProcess server, URI address, Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (!answers(address)) {
            if (!server.isAlive()) {
                throw new SandboxFailure(server.name() + " ended while it was starting; see " + server.log());
            }
            if (Instant.now().isAfter(end)) {
                throw new SandboxFailure(server.name() + " did not answer " + address + " within "
                        + limit.toSeconds() + " s; see " + server.log());
            }
            pause(server);
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

    private static void pause(ServerProcess server) {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Stopped while waiting for " + server.name());
        }
    }
}
