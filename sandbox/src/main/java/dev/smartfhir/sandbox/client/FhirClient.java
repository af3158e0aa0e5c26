package dev.smartfhir.sandbox.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** FHIR requests in JSON below one base. */
public final class FhirClient {

    private static final String FHIR_JSON = "application/fhir+json";
    private final Http http = new Http();
    private final URI base;

    public FhirClient(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    /** GET below the base. */
    public HttpAnswer get(String path, String token) {
        return send("GET", path, token, null);
    }

    /**
     * Sends a request below the base.
     *
     * @param path what follows the base, already encoded; empty for the base itself
     * @param token the bearer token, or null for none
     * @param body FHIR JSON, or null for none
     */
    public HttpAnswer send(String method, String path, String token, String body) {
        return send(method, path, token, body, Map.of());
    }

    /** As above with more headers; they win over the usual ones. */
    public HttpAnswer send(
            String method, String path, String token, String body, Map<String, String> moreHeaders) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", FHIR_JSON);
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (body != null) {
            headers.put("Content-Type", FHIR_JSON);
        }
        headers.putAll(moreHeaders);
        return http.send(method, URI.create(base + path), headers, body);
    }
}
