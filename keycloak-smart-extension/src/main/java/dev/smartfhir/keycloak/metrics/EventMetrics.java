package dev.smartfhir.keycloak.metrics;

import dev.smartfhir.keycloak.client.AssignedScopes;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerTransaction;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Counts events once what they tell of is committed; what is rolled back is not counted. A registry that fails costs a
 * count, never a login.
 */
final class EventMetrics implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger(EventMetrics.class);

    private final KeycloakSession session;
    private final Counters counters;

    EventMetrics(KeycloakSession session, Counters counters) {
        this.session = session;
        this.counters = counters;
    }

    @Override
    public void onEvent(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm == null) {
            return;
        }
        Count.of(event, isSmart(realm, event.getClientId())).ifPresent(count -> {
            EventListenerTransaction counting =
                    new EventListenerTransaction(null, told -> add(count, realm.getName()));
            counting.addEvent(event);
            session.getTransactionManager().enlistAfterCompletion(counting);
        });
    }

    /** Keycloak answers a request with an error if something fails after its commit. */
    private void add(Count count, String realm) {
        try {
            counters.add(count, realm);
        } catch (RuntimeException failure) {
            LOG.warnf("%s was not counted: %s", count.meter().text(), failure.getClass().getSimpleName());
        }
    }

    private boolean isSmart(RealmModel realm, String clientId) {
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        return client != null && AssignedScopes.of(client).areSmart();
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // What administrators do is no request of an app.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
