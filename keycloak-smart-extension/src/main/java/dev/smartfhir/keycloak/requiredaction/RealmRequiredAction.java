package dev.smartfhir.keycloak.requiredaction;

import dev.smartfhir.keycloak.audience.FhirBases;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * One of this module's required actions as a realm has it. It sees to it that a SMART realm has it at all; one that an
 * administrator disabled stays disabled.
 *
 * @param id the provider's id, which is also the alias in a realm
 * @param displayText what the admin console calls it
 * @param priority where it stands among the realm's required actions: lower ones come first
 */
public record RealmRequiredAction(String id, String displayText, int priority) {

    private static final Logger LOG = Logger.getLogger(RealmRequiredAction.class);

    /** Adds the action to every SMART realm that is created. */
    public void addToNewRealms(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmModel.RealmPostCreateEvent created) {
                addTo(created.getCreatedRealm());
            }
        });
    }

    /** Adds the action to the realm of the request if it is missing, at once and whatever becomes of the request. */
    public void ensure(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (isRegistered(realm)) {
            return;
        }
        try {
            KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(),
                    other -> addTo(other.realms().getRealm(realm.getId())));
        } catch (RuntimeException e) {
            LOG.infof("The required action %s was not added to realm %s, perhaps because another node just did: %s",
                    id, realm.getName(), e.getMessage());
        }
        session.getProvider(CacheRealmProvider.class).registerRealmInvalidation(realm.getId(), realm.getName());
    }

    /** Whether the realm has this module's action, and an administrator did not disable it. */
    public boolean isEnabled(RealmModel realm) {
        RequiredActionProviderModel model = realm.getRequiredActionProviderByAlias(id);
        return model != null && model.isEnabled() && id.equals(model.getProviderId());
    }

    /** Adds the action to a realm that names FHIR servers and does not have it. */
    void addTo(RealmModel realm) {
        if (realm.getAttribute(FhirBases.REALM_ATTRIBUTE) == null || isRegistered(realm)) {
            return;
        }
        RequiredActionProviderModel model = new RequiredActionProviderModel();
        model.setId(idIn(realm));
        model.setAlias(id);
        model.setProviderId(id);
        model.setName(displayText);
        model.setEnabled(true);
        model.setDefaultAction(false);
        model.setPriority(priority);
        model.setConfig(Map.of());
        realm.addRequiredActionProvider(model);
    }

    private boolean isRegistered(RealmModel realm) {
        return realm.getRequiredActionProviderByAlias(id) != null;
    }

    /** One id per realm, so that of two nodes that add the action at once only one can. */
    private String idIn(RealmModel realm) {
        return UUID.nameUUIDFromBytes((id + ' ' + realm.getId()).getBytes(StandardCharsets.UTF_8)).toString();
    }
}
