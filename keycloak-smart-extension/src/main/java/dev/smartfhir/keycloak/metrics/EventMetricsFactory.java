package dev.smartfhir.keycloak.metrics;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Listens to the events of every realm, whatever listeners a realm names. It can be switched off with Keycloak's option
 * {@code spi-events-listener--smart-metrics--enabled=false}.
 *
 * @see <a href="https://www.keycloak.org/observability/configuration-metrics">Keycloak, metrics</a>
 */
public final class EventMetricsFactory implements EventListenerProviderFactory {

    /** Name of the listener. */
    public static final String ID = "smart-metrics";

    private Counters counters;

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new EventMetrics(session, counters);
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        counters = Counters.global();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Needs no other provider.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
