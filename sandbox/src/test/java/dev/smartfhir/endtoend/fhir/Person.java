package dev.smartfhir.endtoend.fhir;

import dev.smartfhir.endtoend.servers.SecondIssuer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody whose token the second issuer signs: a patient in context, a user, or both.
 *
 * @param claims what the token says beside its scope
 */
public record Person(Servers servers, Map<String, Object> claims) {

    public static Person nobody(Servers servers) {
        return new Person(servers, Map.of());
    }

    public static Person patientInContext(Servers servers, Object patient) {
        return nobody(servers).with("patient", patient);
    }

    public static Person user(Servers servers, Object fhirUser) {
        return nobody(servers).with("fhirUser", fhirUser);
    }

    /** A client with any scope, {@code system/} among them. */
    static Person anyClient(Servers servers) {
        return nobody(servers).with("iss", SecondIssuer.unbounded(servers.secondIssuer().issuer()));
    }

    public Person with(String claim, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(claims);
        more.put(claim, value);
        return new Person(servers, more);
    }

    public HttpAnswer get(String scope, String path) {
        return send(scope, "GET", path, null, Map.of());
    }

    public HttpAnswer send(String scope, String method, String path, String body) {
        return send(scope, method, path, body, Map.of());
    }

    public HttpAnswer send(String scope, String method, String path, String body, Map<String, String> headers) {
        FhirClient fhir = servers.fhir();
        Jwt token = servers.secondIssuer().accessToken(fhir.base(), scope);
        for (Map.Entry<String, Object> claim : claims.entrySet()) {
            token = token.withClaim(claim.getKey(), claim.getValue());
        }
        return fhir.send(method, path, token.signedBy(servers.secondIssuer().key()), body, headers);
    }

    public HttpAnswer follow(String scope, String url) {
        return get(scope, url.substring(servers.fhirBase().toString().length()));
    }
}
