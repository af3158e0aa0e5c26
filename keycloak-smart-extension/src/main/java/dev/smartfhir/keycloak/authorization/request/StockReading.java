package dev.smartfhir.keycloak.authorization.request;

import dev.smartfhir.keycloak.grant.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.keycloak.protocol.oidc.endpoints.request.AuthorizationEndpointRequest;

/**
 * Holds stock Keycloak's reading of an authorization request against the one source. Stock code silently drops what is
 * too long, strips control characters, and fills gaps from a second source; such a request is refused.
 */
final class StockReading {

    private static final Map<String, Function<AuthorizationEndpointRequest, String>> READ = new LinkedHashMap<>();

    static {
        READ.put("response_type", AuthorizationEndpointRequest::getResponseType);
        READ.put("response_mode", AuthorizationEndpointRequest::getResponseMode);
        READ.put("redirect_uri", AuthorizationEndpointRequest::getRedirectUri);
        READ.put("scope", AuthorizationEndpointRequest::getScope);
        READ.put("state", AuthorizationEndpointRequest::getState);
        READ.put("nonce", AuthorizationEndpointRequest::getNonce);
        READ.put("code_challenge", AuthorizationEndpointRequest::getCodeChallenge);
        READ.put("code_challenge_method", AuthorizationEndpointRequest::getCodeChallengeMethod);
        READ.put("prompt", AuthorizationEndpointRequest::getPrompt);
        READ.put("claims", AuthorizationEndpointRequest::getClaims);
        READ.put("acr_values", AuthorizationEndpointRequest::getAcr);
    }

    private StockReading() {
    }

    /** @throws Refusal {@code invalid_request} naming the first parameter that stock code reads otherwise */
    static void requireWhole(AuthorizationParameters source, AuthorizationEndpointRequest stock) {
        READ.forEach((name, reading) -> {
            if (!Objects.equals(source.values().get(name), reading.apply(stock))) {
                throw Refusal.invalidRequest("The parameter " + name + " is too long, holds control characters, or is "
                        + "not where the other parameters are");
            }
        });
    }
}
