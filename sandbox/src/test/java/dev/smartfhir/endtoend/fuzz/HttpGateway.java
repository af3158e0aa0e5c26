package dev.smartfhir.endtoend.fuzz;

import dev.smartfhir.endtoend.fuzz.check.Gateway;
import dev.smartfhir.endtoend.fuzz.check.Reply;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Signs each token once a while and talks to the server. */
final class HttpGateway implements Gateway {

    /** Headers that differ between answers to the same request. */
    private static final Set<String> RESTLESS = Set.of("date", "x-request-id", "content-length", "keep-alive",
            "connection");
    private static final Duration LIFE = Duration.ofSeconds(120);

    private record Signed(String text, Instant made) {
    }

    private final FhirClient fhir;
    private final StubIssuer issuer;
    private final Map<FuzzToken, Signed> tokens = new ConcurrentHashMap<>();

    HttpGateway(FhirClient fhir, StubIssuer issuer) {
        this.fhir = fhir;
        this.issuer = issuer;
    }

    @Override
    public Reply send(FuzzToken token, Call call) {
        HttpAnswer answer = fhir.send(call.method(), call.path().replace("|", "%7C").replace("{", "%7B")
                .replace("}", "%7D"), text(token), call.body(), call.headers());
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (!RESTLESS.contains(name.toLowerCase())) {
                headers.put(name, values);
            }
        });
        return new Reply(answer.status(), headers, answer.body());
    }

    private String text(FuzzToken token) {
        Signed signed = tokens.get(token);
        if (signed == null || signed.made().plus(LIFE).isBefore(Instant.now())) {
            Jwt jwt = issuer.accessToken(fhir.base(), token.scope())
                    .withClaim("patient", token.patient()).withClaim("fhirUser", token.fhirUser());
            signed = new Signed(jwt.signedBy(issuer.key()), Instant.now());
            tokens.put(token, signed);
        }
        return signed.text();
    }
}
