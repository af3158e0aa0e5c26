package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.ceiling.Ceilings;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.clientauth.AsymmetricAuthentication;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.startup.Seams;
import dev.smartfhir.scopes.ScopeSet;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.grants.ClientCredentialsGrantType;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.services.clientpolicy.ClientPolicyContext;

/**
 * The client credentials grant. For a SMART client it judges the scopes before stock code looks them up, names one
 * FHIR server as the audience, and ends the token after five minutes at most; for any other client it is stock.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html#obtain-access-token">Backend
 *      Services, obtain access token</a>
 */
final class SmartClientCredentialsGrantType extends ClientCredentialsGrantType {

    /** Seconds that a token lives at most (BKS-15, BKS-19). */
    static final long LONGEST_LIFE = 300;

    private SmartGrant grant;
    private BackendServiceScopes granted;

    @Override
    public Response process(Context context) {
        setContext(context);
        AssignedScopes assigned = AssignedScopes.of(client);
        if (!assigned.areSmart() || isRefusedByStock()) {
            return super.process(context);
        }
        try {
            Seams.requireLive(session, client);
            if (!isForAnotherGrant()) {
                judge(assigned);
            }
        } catch (Refusal refusal) {
            throw refusal.toResponse(event, cors);
        }
        return super.process(context);
    }

    /** Such clients may not use this grant at all; stock code says so before it looks at any scope. */
    private boolean isRefusedByStock() {
        return client.isBearerOnly() || client.isPublicClient() || !client.isServiceAccountsEnabled()
                || session.users().getServiceAccount(client) == null;
    }

    /** The UMA grant makes itself a token by this one; it carries no SMART scope (D-25). */
    private boolean isForAnotherGrant() {
        return !OAuth2Constants.CLIENT_CREDENTIALS.equals(formParams.getFirst(OAuth2Constants.GRANT_TYPE));
    }

    private void judge(AssignedScopes assigned) {
        String asked = formParams.getFirst(OAuth2Constants.SCOPE);
        SmartDetails.requested(event, client, asked);
        ScopeRequest request = ScopeRequest.read(asked);
        ScopeSet ceilings = Ceilings.of(session, client, session.users().getServiceAccount(client));
        Set<String> ordinary = new HashSet<>(assigned.requestable().keySet());
        ordinary.addAll(assigned.appliedUnasked().keySet());
        granted = BackendServiceScopes.decide(request, ceilings, ordinary,
                AsymmetricAuthentication.tookPlace(session, client));
        String audience = granted.smart().isEmpty()
                ? null
                : FhirBases.of(realm).audienceFor(client, formParams.getFirst(OAuth2Constants.RESOURCE));
        grant = new SmartGrant(realm.getId(), client.getId(), granted.smart(), audience);
        grant.keepIn(session);
        SmartDetails.granted(event, client, asked, granted.text(), audience);
        formParams.putSingle(OAuth2Constants.SCOPE, granted.text());
        if (!grant.isEmpty()) {
            formParams.remove(OAuth2Constants.RESOURCE);
        }
    }

    @Override
    protected boolean useRefreshToken() {
        return grant == null && super.useRefreshToken();
    }

    @Override
    protected AccessTokenResponseBuilder createTokenResponseBuilder(UserModel user, UserSessionModel userSession,
            ClientSessionContext clientSession, String scope,
            Function<AccessTokenResponseBuilder, ClientPolicyContext> policies) {
        AccessTokenResponseBuilder builder =
                super.createTokenResponseBuilder(user, userSession, clientSession, scope, policies);
        if (grant != null && !grant.isEmpty()) {
            AccessToken token = builder.getAccessToken();
            token.audience(grant.fhirBase());
            token.exp(Math.min(token.getExp(), token.getIat() + LONGEST_LIFE));
            token.setOtherClaims(OAuth2Constants.CLIENT_ID, client.getClientId());
            token.setScope(granted.inOrder(token.getScope()));
        }
        return builder;
    }

    @Override
    protected void addCustomTokenResponseClaims(AccessTokenResponse response, ClientSessionContext clientSession) {
        super.addCustomTokenResponseClaims(response, clientSession);
        if (grant != null) {
            try {
                response.setScope(granted.inOrder(response.getScope()));
                SmartDetails.withoutConstraints(event);
                IssuedTokenCheck.check(response, grant, client.getClientId());
            } catch (Refusal refusal) {
                throw refusal.toResponse(event, cors);
            }
        }
    }
}
