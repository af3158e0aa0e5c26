package dev.smartfhir.endtoend.introspection;

import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.time.Duration;
import java.util.Map;

/**
 * A second server for the same FHIR base as the shared one, so that the same tokens are for it, which asks Keycloak
 * about each of them and remembers the answer for two seconds.
 */
final class IntrospectingFhirServer implements AutoCloseable {

    /** What it remembers, and some time for a slow machine. */
    static final Duration WORST_DELAY = Duration.ofSeconds(2);

    private final ExtraFhirServer server;
    private final FhirClient fhir;

    private IntrospectingFhirServer(ExtraFhirServer server) {
        this.server = server;
        this.fhir = server.fhir();
    }

    /** Starts it with the credentials of its client. */
    static IntrospectingFhirServer start(Servers servers, String clientId, String property, String value) {
        ExtraFhirServer started = servers.extraFhirServer()
                .with(DropInSettings.complete(servers.fhirBase(), servers.issuer()))
                .with(Map.of("SMART_ISSUERS_0_VALIDATION", "introspection",
                        "SMART_ISSUERS_0_INTROSPECTION_CLIENTID", clientId,
                        property, value,
                        "SMART_ISSUERS_0_INTROSPECTION_CACHE", WORST_DELAY.toSeconds() + "s"))
                .start();
        started.awaitStarted();
        return new IntrospectingFhirServer(started);
    }

    FhirClient fhir() {
        return fhir;
    }

    String output() {
        return server.output();
    }

    int status(String path, String token) {
        return fhir.get(path, token).status();
    }

    void put(String type, String id, String elements, String token) {
        HttpAnswer answer = fhir.send("PUT", "/" + type + "/" + id, token, "{\"resourceType\":\"" + type
                + "\",\"id\":\"" + id + "\"" + elements + "}");
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
    }

    /** The status of a request after the longest time that a revocation may go unnoticed. */
    int statusAfterWorstDelay(String path, String token) {
        try {
            Thread.sleep(WORST_DELAY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return status(path, token);
    }

    @Override
    public void close() {
        server.close();
    }
}
