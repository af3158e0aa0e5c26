package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.grant.PendingGrants;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.startup.Seams;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.grants.AuthorizationCodeGrantType;
import org.keycloak.protocol.oidc.utils.OAuth2Code;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.clientpolicy.ClientPolicyContext;

/**
 * The authorization code grant. A SMART client's code is worth what this module judged at the authorization endpoint,
 * as far as it still stands; PKCE with S256 and the exact {@code redirect_uri} are required whatever the client's
 * settings say. For any other client it is stock.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#obtain-access-token">SMART App Launch
 *      2.2, obtain access token</a>
 */
final class SmartAuthorizationCodeGrantType extends AuthorizationCodeGrantType {

    private UserGrant whole;
    private StandingGrant standing;

    @Override
    public Response process(Context context) {
        setContext(context);
        String text = formParams.getFirst(OAuth2Constants.CODE);
        if (text == null || !AssignedScopes.of(client).areSmart()) {
            return super.process(context);
        }
        try {
            Seams.requireLive(session, client);
            StoredCode code = StoredCode.read(text).filter(read -> read.isMadeFor(client)).orElseThrow(() ->
                    Refusal.invalidGrant("This is no authorization code of this client"));
            judge(code);
            Response response = super.process(context);
            code.rememberAsUsed(session);
            return response;
        } catch (Refusal refusal) {
            throw refusal.toResponse(event, cors);
        } catch (ErrorResponseException stock) {
            throw Refusals.ofStock(stock).toResponse(event, cors);
        }
    }

    private void judge(StoredCode code) {
        OAuth2Code kept = code.peek(session).orElseThrow(() -> unknown(code));
        try {
            checkRequest(kept);
            whole = new PendingGrants(session)
                    .find(kept.getScope(), realm.getId(), client.getId(), kept.getUserSessionId())
                    .orElseThrow(() -> Refusal.invalidGrant("The code has expired, or it was not granted by SMART's "
                            + "rules"));
            SmartDetails.requested(event, client, whole.scope());
            UserModel user = session.users().getUserById(realm, whole.userId());
            if (user == null) {
                throw Refusal.invalidGrant("The user is no longer known");
            }
            standing = StandingGrant.of(whole, StandingGrant.State.now(session, client, user, whole));
            Resource.check(formParams, whole);
        } catch (Refusal refusal) {
            if (!refusal.isTemporary()) {
                code.discard(session);
            }
            throw refusal;
        }
        new PendingGrants(session).forget(kept.getScope());
        SmartDetails.granted(event, client, whole.scope(), standing.grant().scope(), whole.fhirBase());
        standing.grant().forClient(client).keepIn(session);
    }

    private Refusal unknown(StoredCode code) {
        if (code.wasUsed(session)) {
            AppGrants.end(session, client, code.userSession());
            return Refusal.invalidGrant("The code was used before, so what it gave is revoked");
        }
        return Refusal.invalidGrant("The code is unknown or has expired");
    }

    private void checkRequest(OAuth2Code kept) {
        if (kept.getCodeChallenge() == null
                || !OAuth2Constants.PKCE_METHOD_S256.equals(kept.getCodeChallengeMethod())) {
            throw Refusal.invalidGrant("The code was asked for without a code_challenge of method S256");
        }
        if (kept.getRedirectUriParam() == null
                || !kept.getRedirectUriParam().equals(formParams.getFirst(OAuth2Constants.REDIRECT_URI))) {
            throw Refusal.invalidGrant("The parameter redirect_uri must be the one of the authorization request");
        }
    }

    @Override
    protected boolean useRefreshToken() {
        return super.useRefreshToken() && (standing == null || standing.grant().isRenewable());
    }

    @Override
    protected AccessTokenResponseBuilder createTokenResponseBuilder(UserModel user, UserSessionModel userSession,
            ClientSessionContext clientSession, String scope,
            Function<AccessTokenResponseBuilder, ClientPolicyContext> policies) {
        if (standing == null) {
            return super.createTokenResponseBuilder(user, userSession, clientSession, scope, policies);
        }
        if (!user.getId().equals(whole.userId())) {
            throw Refusal.invalidGrant("The code is another user's");
        }
        // Stock ends a login that began with an offline grant; other apps may use it by now.
        clientSession.getClientSession().removeNote(AuthenticationProcessor.FIRST_OFFLINE_ACCESS);
        AccessTokenResponseBuilder builder = super.createTokenResponseBuilder(user, userSession, clientSession,
                standing.grant().scope(), policies);
        GrantedTokens.writeTokens(builder, whole, standing, client, user);
        return builder;
    }

    @Override
    protected void addCustomTokenResponseClaims(AccessTokenResponse response, ClientSessionContext clientSession) {
        super.addCustomTokenResponseClaims(response, clientSession);
        if (standing != null) {
            SmartDetails.withoutConstraints(event);
            GrantedTokens.writeResponse(response, standing);
            new UserTokenCheck(whole, standing, client.getClientId(), useRefreshToken()).check(response);
        }
    }
}
