package dev.smartfhir.keycloak.admin.ready;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A realm on its way to be SMART-ready.
 *
 * @param wanted  what the administrator wants
 * @param shipped the realm to compare with
 */
record PreparedRealm(KeycloakSession session, RealmModel realm, WantedRealm wanted, ShippedRealm shipped) {

    /** A change of one of the realm's own settings. */
    PlannedChange setting(String setting, String from, String to, String why, Runnable deed) {
        return change(setting, from, to, why, OperationType.UPDATE, ResourceType.REALM, "", deed);
    }

    /** A change of something that the realm has. */
    PlannedChange change(String setting, String from, String to, String why, OperationType operation,
            ResourceType resource, String path, Runnable deed) {
        return new PlannedChange(new Change("realm " + realm.getName(), setting, from, to, why), operation, resource,
                path, deed);
    }
}
