package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.identity.FhirUser;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.RefreshToken;

/**
 * Makes tokens and token response say what is granted, whatever protocol mappers put under SMART's names before: one
 * audience, the scopes, the launch context, and who the user is.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#launch-context-arrives-with-your-access_token">
 *      SMART App Launch 2.2, launch context</a>
 */
final class GrantedTokens {

    /** Seconds that an access token lives at most (TOK-24). */
    static final long LONGEST_LIFE = 3600;

    private GrantedTokens() {
    }

    static void writeAccessToken(AccessToken token, StandingGrant standing, String clientId, String userId) {
        UserGrant grant = standing.grant();
        if (grant.fhirBase() != null) {
            token.audience(grant.fhirBase());
        }
        if (token.getSubject() == null) {
            token.subject(userId);
        }
        token.exp(Math.min(token.getExp(), token.getIat() + LONGEST_LIFE));
        token.setScope(grant.scope());
        Map<String, Object> claims = token.getOtherClaims();
        clear(claims);
        claims.put(OAuth2Constants.CLIENT_ID, clientId);
        claims.putAll(grant.context().claims());
        standing.fhirUserOfAccessToken().ifPresent(url -> claims.put(FhirUser.ATTRIBUTE, url));
    }

    static void writeIdToken(IDToken token, StandingGrant standing, AccessToken beside) {
        clear(token.getOtherClaims());
        token.exp(beside.getExp());
        standing.fhirUserOfIdToken().ifPresent(url -> token.getOtherClaims().put(FhirUser.ATTRIBUTE, url));
    }

    /** The refresh token carries the whole grant, whatever part of it the access token has (D-28, REF-05). */
    static void writeRefreshToken(RefreshToken token, UserGrant whole, AccessToken beside) {
        clear(token.getOtherClaims());
        token.getOtherClaims().put(UserGrant.CLAIM, whole.toClaim());
        token.setScope(whole.scope());
        token.subject(beside.getSubject());
    }

    static void writeTokens(AccessTokenResponseBuilder builder, UserGrant whole, StandingGrant standing,
            ClientModel client, UserModel user) {
        AccessToken access = builder.getAccessToken();
        writeAccessToken(access, standing, client.getClientId(), user.getId());
        if (builder.getIdToken() != null) {
            writeIdToken(builder.getIdToken(), standing, access);
        }
        if (builder.getRefreshToken() != null) {
            writeRefreshToken(builder.getRefreshToken(), whole, access);
        }
    }

    /** The launch context stands at the top level, beside {@code access_token} (CTX-15). */
    static void writeResponse(AccessTokenResponse response, StandingGrant standing) {
        response.setScope(standing.grant().scope());
        clear(response.getOtherClaims());
        response.getOtherClaims().putAll(standing.grant().context().claims());
    }

    private static void clear(Map<String, Object> claims) {
        claims.keySet().removeAll(LaunchContext.PARAMETERS);
        claims.remove(FhirUser.ATTRIBUTE);
    }
}
