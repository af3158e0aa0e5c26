package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.requiredaction.RealmRequiredAction;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Adds the consent page to Keycloak's required actions, and to every SMART realm that is created. */
public final class ConsentActionFactory implements RequiredActionFactory {

    /** The provider's id, which is also the alias in a realm. */
    public static final String ID = "smart-consent";

    /** How realms have it: after the choices of patient and encounter, and after Keycloak's own actions. */
    public static final RealmRequiredAction IN_REALM =
            new RealmRequiredAction(ID, "Consent to each scope (SMART app launch)", 2_000);

    private final ConsentAction action = new ConsentAction();

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
        return IN_REALM.displayText();
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        IN_REALM.addToNewRealms(factory);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
