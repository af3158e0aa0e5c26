package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.audience.FhirBases;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sees to it that a SMART realm has the required actions that ask a user, in the order in which they ask. One that an
 * administrator disabled stays disabled: then nothing is asked, and logins that need the answer are refused.
 */
public final class PickerRegistration {

    /** The ids, which are also the aliases, in the order in which users are asked. */
    public static final List<String> ACTIONS = List.of("smart-patient", "smart-encounter", "smart-consent");

    /** After stock actions that say who the user is, such as the update of a password. */
    private static final int FIRST_PRIORITY = 200;
    private static final int PRIORITY_STEP = 10;

    private static final Logger LOG = Logger.getLogger(PickerRegistration.class);

    private PickerRegistration() {
    }

    /** Adds what is missing to the realm of the request, at once and whatever becomes of the request. */
    public static void ensure(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (missing(session, realm).isEmpty()) {
            return;
        }
        try {
            KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(),
                    other -> addTo(other, other.realms().getRealm(realm.getId())));
        } catch (RuntimeException e) {
            LOG.infof("The required actions of SMART were not added to realm %s, perhaps because another node just "
                    + "did: %s", realm.getName(), e.getMessage());
        }
        session.getProvider(CacheRealmProvider.class).registerRealmInvalidation(realm.getId(), realm.getName());
    }

    /** Adds to a realm that names FHIR servers what it does not have. */
    public static void addTo(KeycloakSession session, RealmModel realm) {
        if (realm.getAttribute(FhirBases.REALM_ATTRIBUTE) != null) {
            missing(session, realm).forEach(action -> realm.addRequiredActionProvider(model(session, realm, action)));
        }
    }

    /** The place of an action among the realm's required actions. */
    public static int priority(String action) {
        return FIRST_PRIORITY + PRIORITY_STEP * ACTIONS.indexOf(action);
    }

    private static List<String> missing(KeycloakSession session, RealmModel realm) {
        return ACTIONS.stream().filter(action -> factory(session, action) != null
                && realm.getRequiredActionProviderByAlias(action) == null).toList();
    }

    private static RequiredActionProviderModel model(KeycloakSession session, RealmModel realm, String action) {
        RequiredActionProviderModel model = new RequiredActionProviderModel();
        model.setId(id(realm, action));
        model.setAlias(action);
        model.setProviderId(action);
        model.setName(factory(session, action).getDisplayText());
        model.setEnabled(true);
        model.setDefaultAction(false);
        model.setPriority(priority(action));
        model.setConfig(Map.of());
        return model;
    }

    private static RequiredActionFactory factory(KeycloakSession session, String action) {
        return (RequiredActionFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, action);
    }

    /** One id per realm and action, so that of two nodes that add it at once only one can. */
    private static String id(RealmModel realm, String action) {
        return UUID.nameUUIDFromBytes((action + ' ' + realm.getId()).getBytes(StandardCharsets.UTF_8)).toString();
    }
}
