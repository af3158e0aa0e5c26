package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.wording.ScopeParts;
import dev.smartfhir.keycloak.wording.ScopeWording;
import dev.smartfhir.keycloak.wording.Whose;
import dev.smartfhir.scopes.ScopeSet;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Says scopes to the user of a request, in his language, for Keycloak's own pages. */
final class ConsentWords {

    private final KeycloakSession session;

    ConsentWords(KeycloakSession session) {
        this.session = session;
    }

    /** One sentence for each part, with nothing that names a patient. */
    String of(ScopeSet scopes) {
        ScopeWording wording = ScopeWording.of(session, session.getContext().getRealm(),
                session.getContext().resolveLocale(user()));
        return ScopeParts.of(scopes).stream().map(scope -> wording.sentence(scope, Whose.patients()))
                .collect(Collectors.joining("; "));
    }

    private UserModel user() {
        AuthenticationSessionModel authentication = session.getContext().getAuthenticationSession();
        return authentication == null ? session.getContext().getUser() : authentication.getAuthenticatedUser();
    }
}
