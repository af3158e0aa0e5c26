package dev.smartfhir.hapi.authentication;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Every token that must not pass, with what is wrong with it.
 */
final class RefusedTokens {

    private final RSAKey key;
    private final String issuer;

    RefusedTokens(RSAKey key, String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    Stream<Arguments> all() {
        return Stream.of(malformed(), wronglySigned(), wronglyTimed(), wrongAudience(), wrongKind()).flatMap(s -> s);
    }

    private Stream<Arguments> malformed() {
        String good = good();
        return Stream.of(
                arguments("no JWT", "opaque"),
                arguments("two parts", good.substring(0, good.lastIndexOf('.'))),
                arguments("four parts", good + ".AAAA"),
                arguments("empty signature", good.substring(0, good.lastIndexOf('.') + 1)),
                arguments("dots only", ".."),
                arguments("header that is no JSON", "AAAA" + good.substring(good.indexOf('.'))),
                arguments("payload that is no JSON", withPayload("no json")),
                arguments("payload that is a list", withPayload("[]")),
                arguments("payload nested too deep", withPayload("[".repeat(5_000))),
                arguments("expiry as a huge number", withPayload("{\"iss\":\"" + issuer + "\",\"exp\":1e999999999}")),
                arguments("oversized", good + "A".repeat(BearerToken.MOST_CHARACTERS)));
    }

    private Stream<Arguments> wronglySigned() {
        RSAKey stranger = Minting.rsa(key.getKeyID());
        RSAKey unknown = Minting.rsa("unknown");
        return Stream.of(
                arguments("signed by another key of the same id", sign(stranger, JWSAlgorithm.RS256, claims())),
                arguments("unknown key id", sign(unknown, JWSAlgorithm.RS256, claims())),
                arguments("changed payload", withPayload(claims().claim("scope", "system/*.cruds").build().toString())),
                arguments("alg none", new PlainJWT(claims().build()).serialize()),
                arguments("alg none in a signed shape", none()),
                arguments("HMAC with the public key, PEM", hmac(pem())),
                arguments("HMAC with the public key, JWK", hmac(key.toPublicJWK().toJSONString())),
                arguments("HMAC with the modulus", hmac(key.getModulus().toString())),
                arguments("algorithm not on the list", sign(key, JWSAlgorithm.PS512, claims())),
                arguments("own key in the header", Minting.sign(unknown,
                        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(unknown.toPublicJWK()).keyID("unknown"),
                        claims().build())),
                arguments("unknown critical header", Minting.sign(key, new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID()).criticalParams(java.util.Set.of("x")).customParam("x", 1),
                        claims().build())),
                arguments("unknown issuer", rs256(Minting.claims("https://evil.example.org"))),
                arguments("issuer with a slash more", rs256(Minting.claims(issuer + "/"))),
                arguments("issuer in another case", rs256(Minting.claims(issuer.toUpperCase()))),
                arguments("no issuer", rs256(claims().issuer(null))));
    }

    private Stream<Arguments> wronglyTimed() {
        Instant now = Instant.now();
        return Stream.of(
                arguments("no exp", rs256(claims().expirationTime(null))),
                arguments("expired", rs256(claims().issueTime(null).expirationTime(at(now.minusSeconds(30))))),
                arguments("exp zero", rs256(claims().issueTime(null).expirationTime(new Date(0)))),
                arguments("not yet valid", rs256(claims().notBeforeTime(at(now.plusSeconds(60))))),
                arguments("issued in the future", rs256(claims().issueTime(at(now.plusSeconds(60))))),
                arguments("issued after its expiry", rs256(claims().issueTime(at(now.plusSeconds(4)))
                        .expirationTime(at(now.plusSeconds(2))))));
    }

    private Stream<Arguments> wrongAudience() {
        String base = TestServer.FHIR_BASE;
        return Stream.of(
                "https://other.example.org/fhir", base + "/Patient", base + "2", base.replace("https", "http"),
                base + "//", base.replace("/fhir", "/FHIR"), base.replace("/fhir", ":443/fhir"), base + "?a=b",
                base.replace("Fhir.example.org", "Fhir.example.org.evil.org"), base.replace("://", "://a@"),
                base.substring(0, base.length() - 1), "fhir", "")
                .map(audience -> arguments("audience " + audience, rs256(claims().audience(audience))));
    }

    private Stream<Arguments> wrongKind() {
        JWTClaimsSet.Builder untyped = claims().claim("typ", null);
        return Stream.of(
                arguments("no audience", rs256(claims().audience((String) null))),
                arguments("ID token", rs256(claims().claim("typ", "ID"))),
                arguments("refresh token", rs256(claims().claim("typ", "Refresh"))),
                arguments("offline token", rs256(claims().claim("typ", "Offline"))),
                arguments("logout token", rs256(claims().claim("typ", "Logout"))),
                arguments("logout event", rs256(claims().claim("events", Map.of()))),
                arguments("DPoP token", rs256(claims().claim("typ", "DPoP"))),
                arguments("no type anywhere", rs256(untyped)),
                arguments("type that is no text", rs256(claims().claim("typ", List.of("Bearer")))),
                arguments("header of a logout token", typed("logout+jwt", claims())),
                arguments("header of an access token, claim of an ID token",
                        typed("at+jwt", claims().claim("typ", "ID"))),
                arguments("bound to a key", rs256(claims().claim("cnf", Map.of("jkt", "abc")))),
                arguments("bound to nothing", rs256(claims().claim("cnf", Map.of()))),
                arguments("no client", rs256(claims().claim("azp", null))));
    }

    private JWTClaimsSet.Builder claims() {
        return Minting.claims(issuer);
    }

    private String good() {
        return rs256(claims());
    }

    private String rs256(JWTClaimsSet.Builder claims) {
        return sign(key, JWSAlgorithm.RS256, claims);
    }

    private String typed(String type, JWTClaimsSet.Builder claims) {
        return Minting.sign(key, new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type)).keyID(key.getKeyID()), claims.build());
    }

    private static String sign(JWK key, JWSAlgorithm algorithm, JWTClaimsSet.Builder claims) {
        return Minting.sign(key, algorithm, claims.build());
    }

    private String withPayload(String payload) {
        String[] parts = good().split("\\.");
        return parts[0] + "." + Base64URL.encode(payload) + "." + parts[2];
    }

    private String none() {
        String[] parts = good().split("\\.");
        return Base64URL.encode("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2];
    }

    private String pem() {
        try {
            return "-----BEGIN PUBLIC KEY-----\n"
                    + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(key.toPublicKey().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String hmac(String secret) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims().build());
            token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Date at(Instant instant) {
        return Date.from(instant);
    }
}
