package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.audience.FhirBases;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sees to it that a SMART realm has the patient picker among its required actions. One that an administrator disabled
 * stays disabled: then no patient can be chosen, and logins that need one are refused.
 */
public final class PickerRegistration {

    private static final Logger LOG = Logger.getLogger(PickerRegistration.class);

    private PickerRegistration() {
    }

    /** Adds the picker to the realm of the request if it is missing, at once and whatever becomes of the request. */
    public static void ensure(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (isRegistered(realm)) {
            return;
        }
        try {
            KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(),
                    other -> addTo(other.realms().getRealm(realm.getId())));
        } catch (RuntimeException e) {
            LOG.infof("The patient picker was not added to realm %s, perhaps because another node just did: %s",
                    realm.getName(), e.getMessage());
        }
        session.getProvider(CacheRealmProvider.class).registerRealmInvalidation(realm.getId(), realm.getName());
    }

    /** Adds the picker to a realm that names FHIR servers and does not have it. */
    static void addTo(RealmModel realm) {
        if (realm.getAttribute(FhirBases.REALM_ATTRIBUTE) == null || isRegistered(realm)) {
            return;
        }
        RequiredActionProviderModel model = new RequiredActionProviderModel();
        model.setId(id(realm));
        model.setAlias(PatientPickerFactory.ID);
        model.setProviderId(PatientPickerFactory.ID);
        model.setName(PatientPickerFactory.DISPLAY_TEXT);
        model.setEnabled(true);
        model.setDefaultAction(false);
        model.setConfig(Map.of());
        realm.addRequiredActionProvider(model);
    }

    private static boolean isRegistered(RealmModel realm) {
        return realm.getRequiredActionProviderByAlias(PatientPickerFactory.ID) != null;
    }

    /** One id per realm, so that of two nodes that add the picker at once only one can. */
    private static String id(RealmModel realm) {
        return UUID.nameUUIDFromBytes((PatientPickerFactory.ID + ' ' + realm.getId())
                .getBytes(StandardCharsets.UTF_8)).toString();
    }
}
