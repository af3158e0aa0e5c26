package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.startup.Seams;
import dev.smartfhir.scopes.NamedScope;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.protocol.oidc.grants.RefreshTokenGrantType;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.services.ErrorResponseException;

/**
 * The refresh token grant. A SMART client's new tokens come from the grant that its refresh token carries, never from a
 * session; {@link SmartRefreshTokenProvider} judges it. For any other client it is stock.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#refresh-access-token">SMART App Launch
 *      2.2, refresh access token</a>
 */
final class SmartRefreshTokenGrantType extends RefreshTokenGrantType {

    private UserGrant whole;
    private StandingGrant standing;

    @Override
    public Response process(Context context) {
        setContext(context);
        if (!isSmart()) {
            return super.process(context);
        }
        try {
            Seams.requireLive(session, client);
            SmartDetails.requested(event, client, formParams.getFirst(OAuth2Constants.SCOPE));
            requireWholeScopeParameter();
            Response response = super.process(context);
            if (standing == null || !(response.getEntity() instanceof AccessTokenResponse tokens)) {
                throw Refusal.serverError("The token was not judged by SMART's rules, so it is not issued");
            }
            complete(tokens);
            return response;
        } catch (Refusal refusal) {
            throw refusal.toResponse(event, cors);
        } catch (ErrorResponseException stock) {
            throw Refusals.ofStock(stock).toResponse(event, cors);
        }
    }

    /** Told by the provider what the new tokens are worth. */
    void decided(UserGrant grant, StandingGrant part) {
        whole = grant;
        standing = part;
        String asked = formParams.getFirst(OAuth2Constants.SCOPE);
        SmartDetails.granted(event, client, asked == null ? grant.scope() : asked, part.grant().scope(),
                grant.fhirBase());
    }

    private void complete(AccessTokenResponse tokens) {
        if (!standing.grant().has(NamedScope.OPENID)) {
            tokens.setIdToken(null);
        }
        GrantedTokens.writeResponse(tokens, standing);
        new UserTokenCheck(whole, standing, client.getClientId(), clientConfig.isUseRefreshToken()).check(tokens);
    }

    /** Stock drops a parameter that is too long, and to drop a narrowing would grant more than was asked for. */
    private void requireWholeScopeParameter() {
        if (request.getDecodedFormParameters().containsKey(OAuth2Constants.SCOPE)
                && !formParams.containsKey(OAuth2Constants.SCOPE)) {
            throw Refusal.invalidScope("The parameter scope is too long");
        }
    }

    /** Stock compares names with the client's scopes; a SMART client's are compared with its grant, later. */
    @Override
    protected String getRequestedScopes() {
        return isSmart() ? formParams.getFirst(OAuth2Constants.SCOPE) : super.getRequestedScopes();
    }

    private boolean isSmart() {
        return AssignedScopes.of(client).areSmart();
    }

    /** A refresh token holds its grant, so it may be as long as other tokens that are parameters. */
    @Override
    public Set<String> getTokenParameterNames() {
        return Set.of(OAuth2Constants.REFRESH_TOKEN);
    }
}
