package dev.smartfhir.keycloak.introspection;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.keycloak.grant.Ceilings;
import dev.smartfhir.scopes.ScopeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;

/**
 * Introspection that tells of a token with SMART scopes exactly what it says: its scopes and its one audience. Such a
 * token is inactive once its client's ceilings no longer cover it. A client may always ask about its own tokens; about
 * others it is stock Keycloak's question of audiences (D-18).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/token-introspection.html">Token introspection</a>
 */
final class SmartIntrospectionProvider extends AccessTokenIntrospectionProvider<AccessToken> {

    SmartIntrospectionProvider(KeycloakSession session) {
        super(session);
    }

    @Override
    protected boolean introspectionChecks(String token) {
        if (!super.introspectionChecks(token)) {
            return false;
        }
        if (isCovered()) {
            return true;
        }
        eventBuilder.detail(Details.REASON, "The client's ceilings no longer cover the token's scopes");
        eventBuilder.error(Errors.INVALID_TOKEN);
        return false;
    }

    @Override
    public AccessToken transformAccessToken(AccessToken token, UserSessionModel userSession) {
        AccessToken transformed = super.transformAccessToken(token, userSession);
        if (!smartScopes(token).isEmpty()) {
            transformed.audience(token.getAudience());
        }
        return transformed;
    }

    @Override
    protected boolean verifyAudience() {
        ClientModel caller = session.getContext().getClient();
        boolean own = !smartScopes(token).isEmpty() && caller.getClientId().equals(token.getIssuedFor());
        return own || super.verifyAudience();
    }

    private boolean isCovered() {
        ScopeSet granted = smartScopes(token);
        return granted.isEmpty() || Ceilings.of(AssignedScopes.of(client), user).covers(granted);
    }

    private static ScopeSet smartScopes(AccessToken token) {
        String scope = token.getScope() == null ? "" : token.getScope();
        return ScopeSet.readable(Stream.of(scope.split(" ")).filter(SmartNames::isSmart)
                .collect(Collectors.joining(" ")));
    }
}
