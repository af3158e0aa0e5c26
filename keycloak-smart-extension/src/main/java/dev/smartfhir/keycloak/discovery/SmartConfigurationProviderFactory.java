package dev.smartfhir.keycloak.discovery;

import dev.smartfhir.keycloak.startup.Seams;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.wellknown.WellKnownProvider;
import org.keycloak.wellknown.WellKnownProviderFactory;

/**
 * Serves {@code /realms/{realm}/.well-known/smart-configuration}, and says in one line of the log, once the server is
 * up, whether this module is live.
 */
public final class SmartConfigurationProviderFactory implements WellKnownProviderFactory {

    public static final String ID = "smart-configuration";

    private static final Logger LOG = Logger.getLogger(SmartConfigurationProviderFactory.class);

    @Override
    public WellKnownProvider create(KeycloakSession session) {
        return new SmartConfigurationProvider(session);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                report(Seams.broken(factory));
            }
        });
    }

    private static void report(List<String> broken) {
        if (broken.isEmpty()) {
            LOG.info("SMART on FHIR is active: every seam is live");
        } else {
            LOG.errorf("SMART on FHIR is NOT active and SMART clients are refused: %s", String.join("; ", broken));
        }
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
