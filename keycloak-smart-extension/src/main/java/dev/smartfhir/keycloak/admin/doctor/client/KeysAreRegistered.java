package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Outside.Answer;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.clientauth.InvalidClient;
import dev.smartfhir.keycloak.jwks.ClientKeys;
import dev.smartfhir.keycloak.jwks.InlineKeys;
import dev.smartfhir.keycloak.jwks.JwksUrl;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Can its signature be verified? */
final class KeysAreRegistered implements ClientCheck {

    @Override
    public String code() {
        return "client-keys";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        if (!isByKey(examined)) {
            return Stream.empty();
        }
        try {
            Optional<String> url = ClientKeys.registeredUrl(examined.client());
            if (url.isPresent()) {
                JwksUrl.requireProtected(url.get(), examined.realm().getSslRequired());
                Answer answer = examined.outside().get(url.get());
                if (answer.isUnasked()) {
                    return Stream.of(Problem.warning("Its JWKS URL was not asked: " + answer.said() + ".",
                            "Look whether Keycloak reaches that URL."));
                }
                if (!answer.isOk()) {
                    return Stream.of(Problem.error("Its JWKS URL does not answer: " + answer.said() + ".",
                            "Let Keycloak reach that URL, or import the JWK Set."));
                }
                InlineKeys.requireUsable(answer.body());
            } else if ("true".equals(examined.attribute(OIDCConfigAttributes.USE_JWKS_STRING))) {
                InlineKeys.requireUsable(examined.attribute(OIDCConfigAttributes.JWKS_STRING));
            } else {
                return Stream.of(Problem.error("It authenticates with a key, and none is registered.",
                        "Give its JWKS URL, or import its JWK Set, in Keys."));
            }
            return Stream.empty();
        } catch (InvalidClient unusable) {
            return Stream.of(Problem.error(unusable.getMessage() + ".", "Register a public RSA or EC key with a kid, "
                    + "by an https URL or as a JWK Set."));
        }
    }

    private static boolean isByKey(ExaminedClient examined) {
        return !examined.client().isPublicClient()
                && JWTClientAuthenticator.PROVIDER_ID.equals(examined.client().getClientAuthenticatorType());
    }
}
