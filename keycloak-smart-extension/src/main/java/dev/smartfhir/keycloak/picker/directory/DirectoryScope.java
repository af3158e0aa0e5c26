package dev.smartfhir.keycloak.picker.directory;

import dev.smartfhir.keycloak.ceiling.Ceilings;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The scope of a token by which a picker searches: {@code user/Type.rs}, within the constraints of the app's ceilings
 * for that type, filled for this user. So a user of one institution is offered what is his institution's.
 */
public final class DirectoryScope {

    private DirectoryScope() {
    }

    /** @return empty if the app has ceilings for the type, and none of them gives this user anything */
    public static Optional<String> of(KeycloakSession session, ClientModel app, UserModel user, String type) {
        return Ceilings.searching(session, app, user, type).map(ScopeSet::toString)
                .or(() -> Optional.of("user/" + type + ".rs")).filter(scope -> !scope.isEmpty());
    }
}
