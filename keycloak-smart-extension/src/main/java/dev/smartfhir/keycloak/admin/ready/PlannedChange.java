package dev.smartfhir.keycloak.admin.ready;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;

/**
 * A change and how it is made.
 *
 * @param operation what the admin event calls it
 * @param resource  what the admin event says it is about
 * @param path      the path that the admin event names, below that of the realm
 * @param deed      makes the change, in the transaction of the request
 */
record PlannedChange(Change change, OperationType operation, ResourceType resource, String path, Runnable deed) {
}
