package dev.smartfhir.keycloak.picker.encounter;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Adds the encounter picker to Keycloak's required actions. */
public final class EncounterPickerFactory implements RequiredActionFactory {

    /** The provider's id, which is also the alias in a realm. */
    public static final String ID = "smart-encounter";

    static final String DISPLAY_TEXT = "Choose an encounter (SMART app launch)";

    private final EncounterPicker picker = new EncounterPicker();

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
        return DISPLAY_TEXT;
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // PatientPickerFactory registers the actions of new realms.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
