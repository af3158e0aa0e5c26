package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import dev.smartfhir.keycloak.jwks.InlineKeys;
import java.util.Optional;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * How an app authenticates at the token endpoint, and with which keys (AUT-02 to AUT-04).
 *
 * @param method {@code none}, {@code client_secret_basic}, {@code client_secret_post} or {@code private_key_jwt}
 * @param jwks the JWK Set, if it is registered inline
 * @param jwksUri the URL of the JWK Set, if that is registered
 * @param algorithm the one algorithm that the app signs assertions with, if it names one
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html#registering-a-client-communicating-public-keys">
 *      Communicating public keys</a>
 */
record AppKeys(String method, Optional<String> jwks, Optional<String> jwksUri, Optional<String> algorithm) {

    static final String NONE = "none";

    /**
     * Reads the members.
     *
     * @param server how Keycloak itself is reached
     * @throws InvalidMetadata naming the first that breaks a rule
     */
    static AppKeys read(Members members, ServerAddress server) {
        String method = members.text("token_endpoint_auth_method").orElse(OIDCLoginProtocol.CLIENT_SECRET_BASIC);
        Optional<String> jwks = members.has("jwks") ? Optional.of(members.json().get("jwks").toString())
                : Optional.empty();
        Optional<String> jwksUri = members.shortText("jwks_uri");
        Optional<String> algorithm = members.text("token_endpoint_auth_signing_alg");
        if (jwks.isPresent() && jwksUri.isPresent()) {
            throw InvalidMetadata.of("The members jwks and jwks_uri must not come together");
        }
        try {
            if (jwks.isPresent()) {
                InlineKeys.requireUsable(jwks.get());
            }
            if (jwksUri.isPresent()) {
                server.requireFetchable(jwksUri.get());
            }
        } catch (InvalidClient unfit) {
            throw InvalidMetadata.of((jwks.isPresent() ? "jwks: " : "jwks_uri: ") + unfit.getMessage());
        }
        switch (method) {
            case NONE, OIDCLoginProtocol.CLIENT_SECRET_BASIC, OIDCLoginProtocol.CLIENT_SECRET_POST -> { }
            case OIDCLoginProtocol.PRIVATE_KEY_JWT -> requireKeys(jwks.or(() -> jwksUri).isPresent(), algorithm);
            default -> throw InvalidMetadata.of("The member token_endpoint_auth_method must be none, "
                    + "client_secret_basic, client_secret_post or private_key_jwt");
        }
        return new AppKeys(method, jwks, jwksUri, algorithm);
    }

    private static void requireKeys(boolean registered, Optional<String> algorithm) {
        if (!registered) {
            throw InvalidMetadata.of("private_key_jwt needs the member jwks_uri, or jwks");
        }
        if (algorithm.isPresent() && SigningAlgorithm.named(algorithm.get()).isEmpty()) {
            throw InvalidMetadata.of("The member token_endpoint_auth_signing_alg must be RS384, ES384 or another "
                    + "asymmetric algorithm");
        }
    }

    boolean isPublic() {
        return method.equals(NONE);
    }

    boolean areAsymmetric() {
        return method.equals(OIDCLoginProtocol.PRIVATE_KEY_JWT);
    }
}
