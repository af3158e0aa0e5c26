package dev.smartfhir.sandbox.pages.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.pages.steps.DecodedToken;
import dev.smartfhir.sandbox.pages.steps.Step;
import dev.smartfhir.sandbox.pages.steps.Steps;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One grant that the app was given: its tokens and context, and how they are asked for and renewed. */
final class Grant {

    private final Authorization authorization;
    private final Supplier<ClientKey> key;
    private JsonNode tokens;
    private String idToken;

    /** A grant whose code has not been redeemed yet. */
    Grant(Authorization authorization, Supplier<ClientKey> key) {
        this.authorization = authorization;
        this.key = key;
    }

    /** Redeems the code. @return whether the server gave tokens */
    boolean redeem(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", authorization.redirectUri().toString());
        form.put("code_verifier", authorization.verifier());
        return ask("The app exchanges the code for tokens", form, authorization.nonce());
    }

    /** Renews the tokens. @param scope fewer scopes, or {@code null} for all that were granted */
    void refresh(String scope) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken().orElse(""));
        if (scope != null) {
            form.put("scope", scope);
        }
        ask("The app refreshes its tokens", form, null);
    }

    /** Posts a form as this app. */
    HttpAnswer post(String title, URI endpoint, Map<String, String> form) {
        Map<String, String> headers = new LinkedHashMap<>();
        client().authenticate(headers, form, server().token(), key);
        return steps().post(title, endpoint, headers, form);
    }

    private boolean ask(String title, Map<String, String> form, String nonce) {
        HttpAnswer answer = post(title, server().token(), form);
        if (answer.status() != 200) {
            return false;
        }
        JsonNode before = tokens;
        tokens = answer.json();
        steps().add(new Step("The access token, decoded", null, DecodedToken.show(accessToken())));
        if (tokens.has("id_token")) {
            idToken = tokens.get("id_token").asText();
            checkIdToken(nonce);
        }
        if (!tokens.has("refresh_token") && before != null && before.has("refresh_token")) {
            ((ObjectNode) tokens).set("refresh_token", before.get("refresh_token"));
        }
        return true;
    }

    private void checkIdToken(String nonce) {
        HttpAnswer keys = steps().get("The app fetches the keys of the authorization server", server().keys(),
                Map.of());
        String fault = IdToken.fault(idToken, keys.body(), server().issuer(), client().clientId(), nonce);
        steps().add(new Step(
                fault != null ? "The ID token is WRONG: " + fault
                        : "The ID token is right: signature, issuer, audience, lifetime"
                                + (nonce == null ? "" : ", nonce"),
                null, DecodedToken.show(idToken)));
    }

    AppClient client() {
        return authorization.client();
    }

    Server server() {
        return authorization.server();
    }

    Steps steps() {
        return authorization.steps();
    }

    String accessToken() {
        return tokens.path("access_token").asText();
    }

    Optional<String> refreshToken() {
        return text("refresh_token");
    }

    Optional<String> idToken() {
        return Optional.ofNullable(idToken);
    }

    /** A member of the token response as text, for instance {@code patient} or {@code scope}. */
    Optional<String> text(String member) {
        JsonNode value = tokens.path(member);
        return Optional.ofNullable(value.isContainerNode() ? value.toString() : value.asText(null));
    }

    /** The URL of the user's own resource, as the ID token says. */
    Optional<String> fhirUser() {
        return idToken().map(IdToken::fhirUser);
    }
}
