package dev.smartfhir.endtoend.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** A server that records every request, and whatever its privileged writes would open is open. */
final class Audited implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final StubIssuer issuer;
    private final ExtraFhirServer server;
    private final FhirClient fhir;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    private Audited(StubIssuer issuer, ExtraFhirServer server) {
        this.issuer = issuer;
        this.server = server;
        this.fhir = server.fhir();
    }

    static Audited start(Servers servers) {
        StubIssuer issuer = servers.secondIssuer();
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        return new Audited(issuer, builder
                .with(DropInSettings.complete(builder.fhirBase(), issuer.issuer()))
                .with("SMART_AUDIT", "on")
                .with("SMART_OPERATIONS", "Patient/$everything")
                .with("SMART_PRIVILEGED_WRITES", "AuditEvent")
                .with("HAPI_FHIR_ALLOW_CASCADING_DELETES", "true")
                .with("HAPI_FHIR_ALLOW_MULTIPLE_DELETE", "true")
                .start().awaitStarted());
    }

    /** A request with a token of these claims; its id finds its records. */
    Sent send(String scope, Map<String, String> claims, String method, String path, String body,
            Map<String, String> headers) {
        Jwt token = issuer.accessToken(fhir.base(), scope);
        for (Map.Entry<String, String> claim : claims.entrySet()) {
            token = token.withClaim(claim.getKey(), claim.getValue());
        }
        String signed = scope == null ? null : token.signedBy(issuer.key());
        if (signed != null) {
            tokens.add(signed.substring(signed.indexOf('.') + 1));
        }
        String id = UUID.randomUUID().toString();
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Request-ID", id);
        return new Sent(id, fhir.send(method, path, signed, body, all));
    }

    Sent send(String scope, String method, String path, String body) {
        return send(scope, Map.of(), method, path, body, Map.of());
    }

    /** Stores a resource under an id. */
    void put(String type, String id, String members) {
        Sent sent = send("system/*.cruds", "PUT", "/" + type + "/" + id, body(type, id, members));
        assertThat(sent.answer().status()).as(sent.answer().body()).isIn(200, 201);
    }

    static String body(String type, String id, String members) {
        return "{\"resourceType\":\"" + type + "\"" + (id == null ? "" : ",\"id\":\"" + id + "\"")
                + (members.isEmpty() ? "" : "," + members) + "}";
    }

    /** The records of a request, as many as there should be. */
    List<JsonNode> recordsOf(String requestId, int expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<JsonNode> found = List.of();
        while (System.nanoTime() < end) {
            pause();
            found = newest("?_sort=-_lastUpdated&_count=40").stream()
                    .filter(event -> event.path("entity").findValuesAsText("value").contains(requestId)).toList();
            if (found.size() >= expected) {
                break;
            }
        }
        assertThat(found).as("records of " + requestId).hasSize(expected);
        return found;
    }

    JsonNode recordOf(Sent sent) {
        return recordsOf(sent.id(), 1).get(0);
    }

    /** The AuditEvents of one page. */
    List<JsonNode> newest(String query) {
        HttpAnswer answer = auditor(query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> events = new ArrayList<>();
        answer.json().path("entry").forEach(entry -> events.add(entry.path("resource")));
        return events;
    }

    /** What an auditor is answered. */
    HttpAnswer auditor(String query) {
        return send("system/AuditEvent.rs", Map.of("client_id", "auditor", "sub", "auditor"), "GET",
                "/AuditEvent" + query, null, Map.of("Cache-Control", "no-cache")).answer();
    }

    int count(String query) {
        return auditor(query + (query.isEmpty() ? "?" : "&") + "_summary=count").json().path("total").asInt();
    }

    /** The bytes of every AuditEvent there is. */
    String everything() {
        pause();
        StringBuilder all = new StringBuilder();
        HttpAnswer page = auditor("?_count=1000");
        while (true) {
            all.append(page.body());
            String next = null;
            for (JsonNode link : page.json().path("link")) {
                next = link.path("relation").asText().equals("next") ? link.path("url").asText() : next;
            }
            if (next == null) {
                return all.toString();
            }
            page = send("system/AuditEvent.rs", Map.of("client_id", "auditor", "sub", "auditor"), "GET",
                    next.substring(fhir.base().toString().length()), null, Map.of()).answer();
        }
    }

    /** Payloads and signatures of all tokens that were sent. */
    Set<String> tokens() {
        return tokens;
    }

    /** Waits until the records say so. */
    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            pause();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String output() {
        return server.output();
    }

    String base() {
        return fhir.base().toString();
    }

    String issuer() {
        return issuer.issuer().toString();
    }

    @Override
    public void close() {
        server.close();
    }

    /** A request that has been answered. */
    record Sent(String id, HttpAnswer answer) {
    }
}
