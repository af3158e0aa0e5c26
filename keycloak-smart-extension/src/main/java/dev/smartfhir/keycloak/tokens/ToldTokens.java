package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.events.SmartDetails;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessTokenResponse;

/** Makes the tokens of a refresh as stock does, and tells the event their scopes without constraints. */
final class ToldTokens extends TokenManager {

    @Override
    public AccessTokenResponseBuilder responseBuilder(RealmModel realm, ClientModel client, EventBuilder event,
            KeycloakSession session, UserSessionModel userSession, ClientSessionContext clientSession) {
        return new AccessTokenResponseBuilder(realm, client, event, session, userSession, clientSession, this) {
            @Override
            public AccessTokenResponse build() {
                AccessTokenResponse response = super.build();
                SmartDetails.withoutConstraints(event);
                return response;
            }
        };
    }
}
