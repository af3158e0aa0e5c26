package dev.smartfhir.keycloak.picker.patient;

import dev.smartfhir.keycloak.picker.PickerRegistration;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Adds the patient picker to Keycloak's required actions, and to every SMART realm that is created. */
public final class PatientPickerFactory implements RequiredActionFactory {

    /** The provider's id, which is also the alias in a realm. */
    public static final String ID = "smart-patient";

    static final String DISPLAY_TEXT = "Choose a patient (SMART app launch)";

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
        return DISPLAY_TEXT;
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmModel.RealmPostCreateEvent created) {
                PickerRegistration.addTo(created.getKeycloakSession(), created.getCreatedRealm());
            }
        });
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
