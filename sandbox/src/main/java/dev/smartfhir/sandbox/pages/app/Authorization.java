package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.pages.steps.Steps;
import dev.smartfhir.sandbox.pages.web.RandomText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An authorization request that the app has made and whose answer it waits for.
 *
 * @param client as which client
 * @param server where
 * @param launch the handle of the EHR's launch, or {@code null} in a standalone launch
 * @param scope the scopes asked for
 * @param redirectUri where the answer is expected
 * @param state told back by the server, so that the app knows its own request
 * @param nonce told back in the ID token
 * @param verifier the secret of this request
 * @param steps what was done so far
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-authorization-code">SMART App
 *      Launch 2.2, obtain authorization code</a>
 */
record Authorization(AppClient client, Server server, String launch, String scope, URI redirectUri, String state,
        String nonce, String verifier, Steps steps) {

    static Authorization begin(AppClient client, Server server, String launch, String scope, URI redirectUri,
            Steps steps) {
        return new Authorization(client, server, launch, scope, redirectUri,
                RandomText.next(), RandomText.next(), RandomText.next(), steps);
    }

    /** The parameters of the request. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.clientId());
        parameters.put("redirect_uri", redirectUri.toString());
        if (launch != null) {
            parameters.put("launch", launch);
        }
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("aud", server.fhirBase().toString());
        parameters.put("code_challenge", challenge());
        parameters.put("code_challenge_method", "S256");
        parameters.put("nonce", nonce);
        return parameters;
    }

    private String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
