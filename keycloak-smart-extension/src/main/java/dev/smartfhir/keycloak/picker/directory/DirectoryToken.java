package dev.smartfhir.keycloak.picker.directory;

import dev.smartfhir.keycloak.identity.FhirUser;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.DefaultTokenContextEncoderProvider;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;
import org.keycloak.util.TokenUtil;

/**
 * The access token with which a FHIR server is asked in the user's name: for one request, and one minute at most. It
 * goes to that server and nowhere else; no browser and no log sees it. Introspection says active until it is closed.
 */
final class DirectoryToken implements AutoCloseable {

    private static final int LIFETIME_SECONDS = 60;

    private final TokensInUse inUse;
    private final String id;
    private final String text;

    private DirectoryToken(TokensInUse inUse, String id, String text) {
        this.inUse = inUse;
        this.id = id;
        this.text = text;
    }

    String text() {
        return text;
    }

    @Override
    public void close() {
        inUse.close(id, LIFETIME_SECONDS);
    }

    /** Signs a token of a user for one FHIR server, issued to the app that he logs in to. */
    static DirectoryToken issue(KeycloakSession session, ClientModel app, String userId, FhirUser fhirUser, String fhirBase,
            String scope) {
        RealmModel realm = session.getContext().getRealm();
        long now = Time.currentTime();
        AccessToken token = new AccessToken();
        String id = id(session);
        token.id(id);
        token.type(TokenUtil.TOKEN_TYPE_BEARER);
        token.issuer(Urls.realmIssuer(session.getContext().getUri(UrlType.FRONTEND).getBaseUri(), realm.getName()));
        token.audience(fhirBase);
        token.subject(userId);
        token.issuedFor(app.getClientId());
        token.iat(now);
        token.exp(now + LIFETIME_SECONDS);
        token.setScope(scope);
        token.setOtherClaims(OAuth2Constants.CLIENT_ID, app.getClientId());
        token.setOtherClaims(FhirUser.ATTRIBUTE, fhirUser.url());
        TokensInUse inUse = new TokensInUse(session);
        inUse.add(id, LIFETIME_SECONDS);
        return new DirectoryToken(inUse, id, encode(session, app, token));
    }

    /** Keycloak takes the signing algorithm from the client of the session's context. */
    private static String encode(KeycloakSession session, ClientModel app, AccessToken token) {
        ClientModel before = session.getContext().getClient();
        session.getContext().setClient(app);
        try {
            return session.tokens().encode(token);
        } finally {
            session.getContext().setClient(before);
        }
    }

    private static String id(KeycloakSession session) {
        return session.getProvider(TokenContextEncoderProvider.class).encodeTokenId(new AccessTokenContext(
                AccessTokenContext.SessionType.TRANSIENT, AccessTokenContext.TokenType.REGULAR,
                DefaultTokenContextEncoderProvider.UNKNOWN, SecretGenerator.getInstance().generateSecureID()));
    }
}
