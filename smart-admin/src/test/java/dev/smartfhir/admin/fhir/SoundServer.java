package dev.smartfhir.admin.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A FHIR server and its issuer in one, without a fault until a test plants one. */
final class SoundServer implements AutoCloseable {

    static final String CLIENT = "hospital";
    static final String SECRET = "a-secret-that-nobody-may-see";
    private static final ObjectMapper JSON = new ObjectMapper();
    static final RSAKey KEY = rsa(2048);

    final ObjectNode smart;
    final ObjectNode openid;
    final ObjectNode metadata;
    final Map<String, Planted> planted = new HashMap<>();
    final Map<String, String> headers = new HashMap<>(Map.of("Cache-Control", "no-store"));
    String keySet = new JWKSet(KEY.toPublicJWK()).toString();
    String challenge = "Bearer realm=\"fhir\"";
    String audience;
    boolean takesAnybody;
    boolean takesForged;
    boolean refusesGood;
    boolean ignoresScope;
    volatile String lastToken;
    private final HttpServer server;

    /** What a path answers instead. */
    record Planted(int status, String body) {
    }

    SoundServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        smart = document("smart-configuration.json");
        openid = document("openid-configuration.json");
        metadata = document("metadata.json");
        audience = base().toString();
        server.createContext("/", this::answer);
        server.start();
    }

    URI base() {
        return URI.create(root() + "/fhir");
    }

    String root() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    static RSAKey rsa(int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID("k-" + bits).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private ObjectNode document(String name) throws IOException {
        try (var in = SoundServer.class.getResourceAsStream("/fhir-doctor/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return (ObjectNode) JSON.readTree(text.replace("http://server", root()));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (planted.containsKey(path)) {
            send(exchange, planted.get(path).status(), planted.get(path).body());
            return;
        }
        switch (path) {
            case "/fhir/metadata" -> send(exchange, 200, metadata.toString());
            case "/fhir/.well-known/smart-configuration" -> send(exchange, 200, smart.toString());
            case "/realms/smart/.well-known/openid-configuration" -> send(exchange, 200, openid.toString());
            case "/realms/smart/certs" -> send(exchange, 200, keySet);
            case "/realms/smart/token" -> {
                if (isClient(exchange.getRequestHeaders().getFirst("Authorization"), form)) {
                    send(exchange, 200, issue().toString());
                } else {
                    send(exchange, 401, "{\"error\":\"invalid_client\"}");
                }
            }
            case "/realms/smart" -> send(exchange, 200, "{}");
            case "/actuator/health" -> send(exchange, 200, "{\"status\":\"UP\"}");
            default -> {
                if (path.startsWith("/fhir/swagger-ui") || path.equals("/fhir/api-docs")) {
                    send(exchange, 404, "{}");
                } else if (path.startsWith("/fhir")) {
                    answerFhir(exchange, path);
                } else {
                    send(exchange, 404, "{}");
                }
            }
        }
    }

    private void answerFhir(HttpExchange exchange, String path) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null && !takesAnybody) {
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
            send(exchange, 401, "{}");
        } else if (authorization != null && !takesForged
                && (refusesGood || !isGood(authorization.substring("Bearer ".length())))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge
                    + (challenge.startsWith("Bearer") ? ", error=\"invalid_token\"" : ""));
            send(exchange, 401, "{}");
        } else if (authorization != null && !ignoresScope && !path.startsWith("/fhir/Bundle")) {
            send(exchange, 403, "{}");
        } else {
            send(exchange, 200, "{\"resourceType\":\"Bundle\",\"total\":1}");
        }
    }

    /** By HTTP Basic, or by an assertion that the key has signed for this endpoint. */
    private boolean isClient(String authorization, String form) {
        if (authorization != null) {
            return authorization.equals("Basic " + Base64.getEncoder().encodeToString(
                    (CLIENT + ":" + SECRET).getBytes(StandardCharsets.US_ASCII)));
        }
        try {
            SignedJWT assertion = SignedJWT.parse(form.replaceAll(".*client_assertion=([^&]*).*", "$1"));
            JWTClaimsSet claims = assertion.getJWTClaimsSet();
            return assertion.getHeader().getAlgorithm().equals(JWSAlgorithm.RS384)
                    && KEY.getKeyID().equals(assertion.getHeader().getKeyID())
                    && assertion.verify(new RSASSAVerifier(KEY.toRSAPublicKey()))
                    && claims.getIssuer().equals(CLIENT) && claims.getSubject().equals(CLIENT)
                    && claims.getAudience().equals(List.of(root() + "/realms/smart/token"))
                    && claims.getJWTID() != null && claims.getExpirationTime().after(new Date());
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }

    private static boolean isGood(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    && jwt.verify(new RSASSAVerifier(KEY.toRSAPublicKey()))
                    && jwt.getJWTClaimsSet().getExpirationTime().after(new Date());
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }

    private JsonNode issue() {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).build(),
                    new JWTClaimsSet.Builder().audience(audience).expirationTime(
                            Date.from(Instant.now().plusSeconds(300))).build());
            token.sign(new RSASSASigner(KEY));
            lastToken = token.serialize();
            return JSON.createObjectNode().put("access_token", lastToken).put("scope", "system/Bundle.rs");
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
