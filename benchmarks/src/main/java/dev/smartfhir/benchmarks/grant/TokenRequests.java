package dev.smartfhir.benchmarks.grant;

import com.nimbusds.jose.JWSSigner;
import dev.smartfhir.benchmarks.load.Side;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Requests for a token by client credentials, each with an assertion of its own, which is signed before the round that
 * brings it begins.
 */
final class TokenRequests {

    private TokenRequests() {
    }

    static Side to(ServerProcess server, URI realm, String client, ClientKey key) {
        JWSSigner signer = key.signer();
        return new Side(server, number -> request(realm, client, key, signer), TokenRequests::fault);
    }

    private static HttpRequest request(URI realm, String client, ClientKey key, JWSSigner signer) {
        long now = Instant.now().getEpochSecond();
        Jwt assertion = new Jwt(Map.of("typ", "JWT", "kid", key.keyId()), Map.of(
                "iss", client, "sub", client, "aud", realm.toString(),
                "iat", now, "exp", now + 50, "jti", UUID.randomUUID().toString()));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", BenchmarkRealm.SCOPE);
        form.put("client_assertion_type", BackendService.JWT_BEARER);
        form.put("client_assertion", assertion.signedBy(key.algorithm(), signer));
        return HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Form.encode(form)))
                .build();
    }

    private static String fault(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return "no token";
        }
        return answer.body().contains(BenchmarkRealm.SCOPE) ? "" : "another scope";
    }
}
