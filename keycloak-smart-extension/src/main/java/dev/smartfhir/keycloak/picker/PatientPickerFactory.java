package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.requiredaction.RealmRequiredAction;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Adds the patient picker to Keycloak's required actions, and to every SMART realm that is created. */
public final class PatientPickerFactory implements RequiredActionFactory {

    /** The provider's id, which is also the alias in a realm. */
    public static final String ID = "smart-patient";

    /** How realms have it. */
    public static final RealmRequiredAction IN_REALM =
            new RealmRequiredAction(ID, "Choose a patient (SMART app launch)", 200);

    private final PatientPicker picker = new PatientPicker();

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return picker;
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
