package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.scopes.NamedScope;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.TokenManager.TokenValidation;
import org.keycloak.protocol.oidc.refresh.DefaultRefreshTokenProvider;
import org.keycloak.protocol.oidc.refresh.RefreshTokenContext;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/**
 * Renews the tokens of a SMART client: what they are worth is the grant in the refresh token, as far as it was asked
 * for and still stands. Stock code sees only that, and does the rest: sessions, expiry, rotation.
 */
final class SmartRefreshTokenProvider extends DefaultRefreshTokenProvider {

    private StandingGrant standing;

    SmartRefreshTokenProvider(KeycloakSession session) {
        super(session);
    }

    @Override
    public AccessTokenResponseBuilder refreshAccessToken(RefreshTokenContext context) throws OAuthErrorException {
        ClientModel client = context.grantContext().getClient();
        if (!AssignedScopes.of(client).areSmart()) {
            return super.refreshAccessToken(context);
        }
        if (!(context.grant() instanceof SmartRefreshTokenGrantType grantType)) {
            throw Refusal.serverError("The refresh token grant is another extension's");
        }
        RefreshToken old = context.oldRefreshToken();
        UserGrant whole = UserGrant.fromClaim(old.getOtherClaims().get(UserGrant.CLAIM)).orElseThrow(() ->
                Refusal.invalidGrant("The refresh token carries no grant of a SMART client"));
        UserModel user = session.users().getUserById(client.getRealm(), whole.userId());
        if (user == null) {
            throw Refusal.invalidGrant("The user is no longer known");
        }
        StandingGrant.State state = StandingGrant.State.now(session, client, user, whole);
        state.consent().requireRenewal(whole);
        standing = StandingGrant.of(RequestedPart.of(whole, context.scopeParameter()), state);
        Resource.check(context.grantContext().getFormParams(), whole);
        standing.grant().forClient(client).keepIn(session);
        AccessTokenResponseBuilder builder = super.refreshAccessToken(asWorthNow(context));
        writeTokens(builder, whole, client, user);
        grantType.decided(whole, standing);
        return builder;
    }

    /** What stock code shall see: the scopes of this token, and that an offline token stays one (D-28). */
    private RefreshTokenContext asWorthNow(RefreshTokenContext context) {
        RefreshToken old = context.oldRefreshToken();
        boolean offline = TokenUtil.TOKEN_TYPE_OFFLINE.equals(old.getType());
        String scope = standing.grant().scope();
        old.setScope(offline && !standing.grant().has(NamedScope.OFFLINE_ACCESS)
                ? scope + " " + NamedScope.OFFLINE_ACCESS.text()
                : scope);
        return new RefreshTokenContext(old, context.grantContext(), context.grant(), new ToldTokens(), null,
                null);
    }

    private void writeTokens(AccessTokenResponseBuilder builder, UserGrant whole, ClientModel client, UserModel user) {
        if (standing.grant().has(NamedScope.OPENID) && builder.getIdToken() == null) {
            builder.generateIDToken().generateAccessTokenHash();
        }
        GrantedTokens.writeTokens(builder, whole, standing, client, user);
    }

    @Override
    protected TokenValidation validateToken(KeycloakSession keycloak, UriInfo uri, ClientConnection connection,
            RealmModel realm, RefreshToken old, HttpHeaders headers, String scope, ClientModel client,
            TokenManager tokens, EventBuilder event) throws OAuthErrorException {
        if (standing == null) {
            return super.validateToken(keycloak, uri, connection, realm, old, headers, scope, client, tokens, event);
        }
        TokenValidation validation = super.validateToken(keycloak, uri, connection, realm, old, headers,
                standing.grant().scope(), client, tokens, event);
        if (!validation.user.getId().equals(standing.grant().userId())) {
            throw Refusal.invalidGrant("The refresh token is another user's");
        }
        if (realm.isRevokeRefreshToken()) {
            endGrantsIfReused(validation, realm, old, client, tokens);
        }
        return validation;
    }

    private void endGrantsIfReused(TokenValidation validation, RealmModel realm, RefreshToken old, ClientModel client,
            TokenManager tokens) throws OAuthErrorException {
        try {
            tokens.validateTokenReuse(session, realm, old, validation.clientSessionCtx.getClientSession(), false);
        } catch (OAuthErrorException reused) {
            AppGrants.end(session, client, old.getSessionId());
            throw reused;
        }
    }
}
