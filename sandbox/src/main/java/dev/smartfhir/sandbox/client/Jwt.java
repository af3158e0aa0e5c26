package dev.smartfhir.sandbox.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.util.Base64URL;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON Web Token before it is signed; any header and any claim can be set, right or wrong.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-3.1">RFC 7515, section 3.1</a>
 */
public record Jwt(Map<String, Object> header, Map<String, Object> claims) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Jwt {
        header = new LinkedHashMap<>(header);
        claims = new LinkedHashMap<>(claims);
    }

    /** A copy with this header; null leaves the header out. */
    public Jwt withHeader(String name, Object value) {
        return new Jwt(with(header, name, value), claims);
    }

    /** A copy with this claim; null leaves the claim out. */
    public Jwt withClaim(String name, Object value) {
        return new Jwt(header, with(claims, name, value));
    }

    /** Signs with the key and its own algorithm; {@code alg} and {@code kid} are added unless they are set. */
    public String signedBy(ClientKey key) {
        Jwt complete = this;
        if (!header.containsKey("kid")) {
            complete = complete.withHeader("kid", key.keyId());
        }
        return complete.signedBy(key.algorithm(), key.signer());
    }

    /** Signs with any signer; the header says {@code algorithm} unless it already says something else. */
    public String signedBy(JWSAlgorithm algorithm, JWSSigner signer) {
        Jwt complete = header.containsKey("alg") ? this : withHeader("alg", algorithm.getName());
        String input = complete.signingInput();
        try {
            return input + "."
                    + signer.sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token with {@code alg} {@code none} and an empty signature. */
    public String unsigned() {
        return withHeader("alg", "none").signingInput() + ".";
    }

    private String signingInput() {
        return encode(header) + "." + encode(claims);
    }

    private static String encode(Map<String, Object> json) {
        try {
            return Base64URL.encode(JSON.writeValueAsBytes(json)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        if (value == null) {
            copy.remove(name);
        } else {
            copy.put(name, value);
        }
        return copy;
    }
}
