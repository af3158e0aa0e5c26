package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Basic;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.pages.web.Refused;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/** The three clients as which the demo app is registered, one for each way of client authentication. */
public enum AppClient {

    PUBLIC("demo-app", "/app/launch", "public, no secret"),
    SYMMETRIC("demo-app-confidential", "/app/launch/demo-app-confidential", "client secret, HTTP Basic"),
    ASYMMETRIC("demo-app-asymmetric", "/app/launch/demo-app-asymmetric", "private key JWT, ES384");

    /** The secret of all demo clients that have one; they exist on the loopback only. */
    public static final String SECRET = "sandbox-only-secret";

    private final String clientId;
    private final String launchPath;
    private final String description;

    AppClient(String clientId, String launchPath, String description) {
        this.clientId = clientId;
        this.launchPath = launchPath;
        this.description = description;
    }

    /** @throws Refused with status 400 if no client of the app has this id */
    public static AppClient of(String clientId) {
        return Arrays.stream(values()).filter(client -> client.clientId.equals(clientId)).findFirst()
                .orElseThrow(() -> new Refused(400, "The demo app has no client " + clientId + "."));
    }

    public String clientId() {
        return clientId;
    }

    /** The path of the launch URL that an EHR opens. */
    public String launchPath() {
        return launchPath;
    }

    public String description() {
        return description;
    }

    /** Adds to a request of the app how the client proves who it is. */
    void authenticate(Map<String, String> headers, Map<String, String> form, URI tokenEndpoint,
            Supplier<ClientKey> key) {
        switch (this) {
            case PUBLIC -> form.put("client_id", clientId);
            case SYMMETRIC -> headers.put("Authorization", new Basic(clientId, SECRET).header());
            case ASYMMETRIC -> {
                form.put("client_assertion_type", BackendService.JWT_BEARER);
                form.put("client_assertion",
                        new BackendService(clientId, key.get(), tokenEndpoint).assertion().signedBy(key.get()));
            }
            default -> throw new IllegalStateException(name());
        }
    }
}
