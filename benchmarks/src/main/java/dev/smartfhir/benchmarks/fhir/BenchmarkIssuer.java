package dev.smartfhir.benchmarks.fhir;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.sandbox.client.Jwt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An authorization server that publishes its keys and signs the tokens of the benchmark, by RS256 or by ES384. */
final class BenchmarkIssuer implements AutoCloseable {

    private static final long LIFETIME_SECONDS = 3600;
    private final HttpServer server;
    private final RSAKey rsa;
    private final ECKey ec;

    private BenchmarkIssuer(HttpServer server, RSAKey rsa, ECKey ec) {
        this.server = server;
        this.rsa = rsa;
        this.ec = ec;
    }

    static BenchmarkIssuer start() throws IOException {
        try {
            RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            ECKey ec = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            BenchmarkIssuer issuer = new BenchmarkIssuer(server, rsa, ec);
            issuer.serve("/jwks", new JWKSet(List.of(rsa, ec)).toPublicJWKSet().toString());
            issuer.serve("/.well-known/", """
                    {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token",
                     "grant_types_supported": ["client_credentials"], "capabilities": []}
                    """.formatted(issuer.address()));
            server.start();
            return issuer;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** A token signed with a key of RSA, as Keycloak signs by default. */
    String rs256(URI audience, String scope, Map<String, String> more) {
        return token(JWSAlgorithm.RS256, "rsa", audience, scope, more);
    }

    /** A token signed with a key of P-384. */
    String es384(URI audience, String scope, Map<String, String> more) {
        return token(JWSAlgorithm.ES384, "ec", audience, scope, more);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String token(
            JWSAlgorithm algorithm, String keyId, URI audience, String scope, Map<String, String> more) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", address().toString());
        claims.put("sub", "benchmark");
        claims.put("client_id", "benchmark");
        claims.put("aud", audience.toString());
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME_SECONDS);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("scope", scope);
        claims.putAll(more);
        try {
            JWSSigner signer = algorithm.equals(JWSAlgorithm.RS256) ? new RSASSASigner(rsa) : new ECDSASigner(ec);
            return new Jwt(Map.of("typ", "at+jwt", "kid", keyId), claims).signedBy(algorithm, signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, String json) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] body = json.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }
}
