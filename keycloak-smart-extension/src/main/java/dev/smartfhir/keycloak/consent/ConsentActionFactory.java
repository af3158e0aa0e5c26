package dev.smartfhir.keycloak.consent;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Adds the consent page to Keycloak's required actions. */
public final class ConsentActionFactory implements RequiredActionFactory {

    /** The provider's id, which is also the alias in a realm. */
    public static final String ID = "smart-consent";

    private final ConsentAction action = new ConsentAction();

    /** Whether this page asks the users of a realm; where it does not, Keycloak's own does. */
    public static boolean isEnabled(RealmModel realm) {
        RequiredActionProviderModel model = realm.getRequiredActionProviderByAlias(ID);
        return model != null && model.isEnabled() && ID.equals(model.getProviderId());
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return action;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Consent to each scope (SMART)";
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Realms get it with the module's other required actions.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
