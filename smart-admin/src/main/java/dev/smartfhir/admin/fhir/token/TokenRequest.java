package dev.smartfhir.admin.fhir.token;

import com.nimbusds.jose.JOSEException;
import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the issuer for an access token as a backend service does.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html#request-1">Backend services</a>
 */
final class TokenRequest {

    private final ClientCredentials credentials;
    private final Clock clock;

    TokenRequest(ClientCredentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The issuer's answer; empty where its metadata names no token endpoint that is safe to show a secret to. */
    Optional<AdminAnswer> send(FhirServer server, String scope) throws ServerUnreachable {
        Optional<URI> endpoint =
                server.configured("token_endpoint").flatMap(Address::parse).filter(Address::isSecure);
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", scope);
        Map<String, String> headers = new LinkedHashMap<>(credentials.headers());
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        try {
            form.putAll(credentials.form(endpoint.get().toString(), clock));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("The client's key cannot sign.");
        }
        return Optional.of(server.http().send("POST", endpoint.get(), headers, form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"))));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
