package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.authorization.request.CheckedRequest;
import dev.smartfhir.keycloak.consent.ConsentActionFactory;
import dev.smartfhir.keycloak.consent.ConsentServer;
import dev.smartfhir.keycloak.consent.ShownScopes;
import dev.smartfhir.keycloak.grant.SmartGrant;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.utils.StringUtil;

/**
 * The scopes that exist for stock code in this HTTP request only: those of a grant under way; else, during a login,
 * those that the authorization request was judged to be worth; else, while an authorization request is checked,
 * whatever it asks for, because stock code looks before our judgement falls.
 */
final class ScopesUnderWay {

    private final KeycloakSession session;
    private final ClientModel client;

    ScopesUnderWay(KeycloakSession session, ClientModel client) {
        this.session = session;
        this.client = client;
    }

    Stream<GrantedClientScope> stream() {
        Optional<SmartGrant> grant = SmartGrant.underWay(session, client);
        if (grant.isPresent()) {
            return scopes(grant.get().scopes().stream().map(Object::toString));
        }
        Optional<PendingAuthorization> pending = pending();
        if (pending.isPresent()) {
            ConsentServer server = ConsentServer.of(client.getRealm(), pending.get().fhirBase());
            return pending.get().scopes().stream().map(scope -> asked(scope, server));
        }
        return scopes(CheckedRequest.underWay(session, client).stream()
                .filter(request -> request.judged().isEmpty())
                .flatMap(request -> request.parameters().scopeWords().stream())
                .map(StringUtil::removeControlCharacters)
                .filter(word -> !word.equals(NamedScope.OPENID.text())));
    }

    private Stream<GrantedClientScope> scopes(Stream<String> names) {
        return names.map(name -> GrantedClientScope.unasked(client.getRealm(), name));
    }

    /** Where this module does not ask the user, Keycloak does: for what the ceilings leave him of a scope. */
    private GrantedClientScope asked(Scope scope, ConsentServer server) {
        RealmModel realm = client.getRealm();
        ScopeSet shown = ConsentActionFactory.isEnabled(realm) ? ScopeSet.empty() : ShownScopes.of(session,
                client, session.getContext().getAuthenticationSession().getAuthenticatedUser(), scope);
        return shown.isEmpty() ? GrantedClientScope.unasked(realm, scope.text())
                : GrantedClientScope.shown(realm, server.decided(true, shown.toString()), scope.text(),
                        () -> new ConsentWords(session).of(shown));
    }

    private Optional<PendingAuthorization> pending() {
        AuthenticationSessionModel authentication = session.getContext().getAuthenticationSession();
        return authentication == null || !authentication.getRealm().getId().equals(client.getRealm().getId())
                || !authentication.getClient().getId().equals(client.getId())
                ? Optional.empty() : PendingAuthorization.of(authentication);
    }
}
