package dev.smartfhir.endtoend.fhir;

import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A backend service that may get any system scope, and calls the FHIR server with just the one that a test names. */
public final class Caller {

    private final BackendService client;
    private final FhirClient fhir;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public Caller(Servers servers) {
        client = servers.clients().backendService(
                "system/*.cruds", "system/Subscription.cruds", "system/StructureDefinition.cruds");
        fhir = servers.fhir();
    }

    public String base() {
        return fhir.base().toString();
    }

    public HttpAnswer get(String scope, String path) {
        return send(scope, "GET", path, null);
    }

    public HttpAnswer send(String scope, String method, String path, String body) {
        return send(scope, method, path, body, Map.of());
    }

    public HttpAnswer send(String scope, String method, String path, String body, Map<String, String> headers) {
        return fhir.send(method, path, tokens.computeIfAbsent(scope, client::accessToken), body, headers);
    }

    /** Follows a link that a Bundle holds. */
    public HttpAnswer follow(String scope, String url) {
        return get(scope, url.substring(base().length()));
    }
}
