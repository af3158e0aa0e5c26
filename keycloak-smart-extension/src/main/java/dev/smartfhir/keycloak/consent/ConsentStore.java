package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.cache.infinispan.UserCacheSession;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.services.managers.UserConsentManager;

/**
 * The consent of one user for one client in Keycloak's own consent store, where the account console and the admin
 * console find it. SMART scopes are there under {@link ConsentId}s, all others as the realm's client scopes.
 */
final class ConsentStore {

    /** The name under which the client itself stands among scopes; no scope has a blank in its name. */
    static final String CLIENT = "the client";

    private final KeycloakSession session;
    private final ClientModel client;
    private final UserModel user;
    private final ConsentServer server;

    /** @param fhirBase the FHIR server that decisions about data are about; {@code null} where none is asked for */
    ConsentStore(KeycloakSession session, ClientModel client, UserModel user, String fhirBase) {
        this.session = session;
        this.client = client;
        this.user = user;
        this.server = ConsentServer.of(client.getRealm(), fhirBase);
    }

    /** What the user decided; empty if he never did, or took everything back. */
    Optional<Consent> read() {
        return Optional.ofNullable(model()).map(this::consent);
    }

    /** Replaces what is remembered, but for data of other FHIR servers. */
    void write(Consent consent) {
        UserConsentModel before = model();
        UserConsentModel model = new UserConsentModel(client);
        if (before != null) {
            before.getGrantedClientScopes().stream().filter(this::isElsewhere).forEach(model::addGrantedClientScope);
        }
        addAll(model, true, consent.granted());
        addAll(model, false, consent.declined());
        consent.granted().names().stream().map(name -> ordinary(client, name)).filter(Objects::nonNull)
                .forEach(model::addGrantedClientScope);
        if (before == null) {
            UserConsentManager.addConsent(session, client.getRealm(), user, model);
        } else {
            UserConsentManager.updateConsent(session, client.getRealm(), user, model);
        }
    }

    private void addAll(UserConsentModel model, boolean granted, ScopeSelection selection) {
        Stream<ConsentId> names = granted ? Stream.empty()
                : selection.names().stream().map(name -> new ConsentId(false, name));
        Stream.concat(selection.data().stream().map(scope -> server.decided(granted, scope.text())), names)
                .forEach(id -> {
                    new ConsentTexts(client).keep(id);
                    Optional.ofNullable(client.getParameterizedClientScope(id.id()))
                            .ifPresent(model::addGrantedClientScope);
                });
    }

    private boolean isElsewhere(ClientScopeModel scope) {
        return ConsentId.read(scope.getId(), client::getAttribute)
                .filter(id -> !data(id).isEmpty() && !server.isOf(id)).isPresent();
    }

    private static List<ResourceScope> data(ConsentId id) {
        return ScopeSet.readable(id.scopes()).resourceScopes();
    }

    private Consent consent(UserConsentModel model) {
        List<ResourceScope> granted = new ArrayList<>();
        List<ResourceScope> declined = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> declinedNames = new HashSet<>();
        for (ClientScopeModel scope : model.getGrantedClientScopes()) {
            Optional<ConsentId> id = ConsentId.read(scope.getId(), client::getAttribute);
            if (id.isEmpty()) {
                names.add(scope instanceof ClientModel ? CLIENT : scope.getName());
                continue;
            }
            List<ResourceScope> data = data(id.get());
            if (server.isOf(id.get())) {
                (id.get().granted() ? granted : declined).addAll(data);
            }
            if (!id.get().granted() && data.isEmpty()) {
                declinedNames.add(id.get().text());
            }
        }
        return new Consent(ScopeSelection.of(granted, names), ScopeSelection.of(declined, declinedNames));
    }

    /** The client scope, or the client itself, that stands among scopes under a name; {@code null} if there is none. */
    static ClientScopeModel ordinary(ClientModel client, String name) {
        AssignedScopes assigned = AssignedScopes.of(client);
        return name.equals(CLIENT) ? client
                : Optional.ofNullable(assigned.requestable().get(name))
                        .or(() -> Optional.ofNullable(assigned.appliedUnasked().get(name)))
                        .or(() -> client.getRealm().getClientScopesStream()
                                .filter(scope -> scope.getName().equals(name)).findFirst()).orElse(null);
    }

    /** Read below the cache, which may have been filled for a console and then lacks what was declined. */
    private UserConsentModel model() {
        UserProvider users = session.users();
        return users instanceof UserCacheSession cache && !LightweightUserAdapter.isLightweightUser(user)
                ? cache.getDelegate().getConsentByClient(client.getRealm(), user.getId(), client.getId())
                : UserConsentManager.getConsentByClient(session, client.getRealm(), user, client.getId());
    }
}
