package dev.smartfhir.keycloak.launch;

import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.client.SmartNames;
import jakarta.ws.rs.NotAuthorizedException;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AppAuthManager.AuthHeader;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * The bearer token of an EHR: active, its own by client credentials, and not one that a FHIR server gets to see, for
 * that server could send it here. Such tokens name a FHIR base as audience or hold SMART scopes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1">RFC 6750, section 3.1</a>
 */
final class EhrToken {

    private EhrToken() {
    }

    /** @return the client. @throws LaunchRefusal {@code invalid_token} */
    static ClientModel verify(KeycloakSession session) {
        AuthResult known = authenticate(session).orElseThrow(() -> refused("is unknown, expired or revoked"));
        AccessToken token = known.token();
        ClientModel client = known.client();
        require(client != null && client.isEnabled() && !client.isPublicClient() && !client.isBearerOnly()
                && client.getId().equals(known.user().getServiceAccountClientLink())
                && isByClientCredentials(session, token), "is not the client's own by client_credentials");
        require(token.getConfirmation() == null, "is bound to a key whose possession is not proved");
        require(words(token.getScope()).noneMatch(SmartNames::isSmart), "holds SMART scopes: it is for a FHIR server");
        require(token.getAudience() == null
                || Stream.of(token.getAudience()).noneMatch(audience -> isFhirBase(session, audience)),
                "is for a FHIR server");
        session.getContext().setClient(client);
        return client;
    }

    private static Optional<AuthResult> authenticate(KeycloakSession session) {
        if (!isReadable(session)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new AppAuthManager.BearerTokenAuthenticator(session).authenticate());
        } catch (NotAuthorizedException | ErrorResponseException unreadable) {
            return Optional.empty();
        }
    }

    /** Stock code expects every token to name its algorithm. */
    private static boolean isReadable(KeycloakSession session) {
        try {
            AuthHeader header = AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                    session.getContext().getRequestHeaders());
            return header != null && new JWSInput(header.getToken()).getHeader().getAlgorithm() != null;
        } catch (JWSInputException | IllegalArgumentException | NotAuthorizedException unreadable) {
            return false;
        }
    }

    private static boolean isByClientCredentials(KeycloakSession session, AccessToken token) {
        return OAuth2Constants.CLIENT_CREDENTIALS.equals(session.getProvider(TokenContextEncoderProvider.class)
                .getTokenContextFromTokenId(token.getId()).getGrantType());
    }

    private static boolean isFhirBase(KeycloakSession session, String audience) {
        return FhirBaseUrl.read(audience).filter(url -> words(
                        session.getContext().getRealm().getAttribute(FhirBases.REALM_ATTRIBUTE))
                .flatMap(base -> FhirBaseUrl.read(base).stream()).anyMatch(url::isSameAs)).isPresent();
    }

    private static Stream<String> words(String text) {
        return text == null ? Stream.empty() : Stream.of(text.strip().split("\\s+"));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private static LaunchRefusal refused(String why) {
        return LaunchRefusal.unknownCaller("invalid_token", "The bearer token " + why);
    }
}
