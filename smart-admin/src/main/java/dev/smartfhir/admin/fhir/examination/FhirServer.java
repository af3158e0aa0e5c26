package dev.smartfhir.admin.fhir.examination;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.AdminHttp;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The FHIR server as its clients reach it, and the documents that it has shown; each is asked for once.
 */
public final class FhirServer {

    private static final String SMART = "/.well-known/smart-configuration";

    private final URI base;
    private final AdminHttp http;
    private final Map<URI, AdminAnswer> documents = new HashMap<>();

    /**
     * Describes the server, without a request.
     *
     * @param base the FHIR base URL as clients know it, without a slash at its end
     */
    public FhirServer(URI base, AdminHttp http) {
        this.base = base;
        this.http = http;
    }

    /** The FHIR base URL. */
    public URI base() {
        return base;
    }

    /** Requests to this and other servers. */
    public AdminHttp http() {
        return http;
    }

    /** GET below the base, in FHIR JSON. */
    public AdminAnswer get(String path, Map<String, String> headers) throws ServerUnreachable {
        Map<String, String> all = new HashMap<>(Map.of("Accept", "application/fhir+json"));
        all.putAll(headers);
        return http.get(URI.create(base + path), all);
    }

    /** GET below the base with a bearer token. */
    public AdminAnswer getWithToken(String path, String token) throws ServerUnreachable {
        return get(path, Map.of("Authorization", "Bearer " + token));
    }

    /** The answer to {@code metadata}. */
    public AdminAnswer metadata() throws ServerUnreachable {
        return document(URI.create(base + "/metadata?_format=json"));
    }

    /** The answer to {@code .well-known/smart-configuration}. */
    public AdminAnswer smartConfiguration() throws ServerUnreachable {
        return document(URI.create(base + SMART));
    }

    /** A member of {@code smart-configuration}; empty where it is absent. */
    public Optional<String> configured(String member) throws ServerUnreachable {
        JsonNode value = Json.object(smartConfiguration()).path(member);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** The issuer's own OpenID configuration, as far as there is one. */
    public Optional<AdminAnswer> issuerConfiguration(String wellKnown) throws ServerUnreachable {
        Optional<URI> location = configured("issuer").map(Address::withoutSlash)
                .flatMap(issuer -> Address.parse(issuer + "/.well-known/" + wellKnown));
        return location.isEmpty() ? Optional.empty() : Optional.of(document(location.get()));
    }

    /** The answer of any server, asked for once. */
    public AdminAnswer document(URI uri) throws ServerUnreachable {
        AdminAnswer known = documents.get(uri);
        if (known == null) {
            known = http.get(uri, Map.of("Accept", "application/json, application/fhir+json;q=0.9"));
            documents.put(uri, known);
        }
        return known;
    }
}
