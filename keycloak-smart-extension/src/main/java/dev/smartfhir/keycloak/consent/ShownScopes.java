package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.ceiling.Ceilings;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** What Keycloak's own consent page shows for a scope that an app asks for: as much of it as this user can grant. */
public final class ShownScopes {

    private ShownScopes() {
    }

    /** @param user {@code null} before the login, when everything asked for counts */
    public static ScopeSet of(KeycloakSession session, ClientModel client, UserModel user, Scope asked) {
        ScopeSet alone = ScopeSet.of(List.of(asked));
        return user == null ? alone : alone.intersect(Ceilings.of(session, client, user));
    }
}
