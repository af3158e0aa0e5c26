package dev.smartfhir.endtoend.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parameters of one authorization request, and the PKCE verifier that stays with the app. Requests do not change:
 * {@link #with} and {@link #without} make new ones.
 *
 * @param parameters name and value of each parameter, in the order sent
 * @param verifier what the app sends with the code
 */
public record AppRequest(Map<String, String> parameters, String verifier) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A valid request of a client, but for {@code scope}, {@code aud} and whatever else is wanted. */
    public static AppRequest of(String clientId, String redirectUri) {
        String verifier = random();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri);
        parameters.put("state", random());
        parameters.put("code_challenge", s256(verifier));
        parameters.put("code_challenge_method", "S256");
        return new AppRequest(parameters, verifier);
    }

    public AppRequest with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return new AppRequest(changed, verifier);
    }

    public AppRequest without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.remove(name);
        return new AppRequest(changed, verifier);
    }

    public String get(String name) {
        return parameters.get(name);
    }

    /** The parameters as a query or form. */
    public String encoded() {
        return parameters.entrySet().stream()
                .map(parameter -> Browser.encode(parameter.getKey()) + "=" + Browser.encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String s256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
