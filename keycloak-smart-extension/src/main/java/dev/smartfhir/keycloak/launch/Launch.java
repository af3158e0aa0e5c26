package dev.smartfhir.keycloak.launch;

import dev.smartfhir.keycloak.context.LaunchContext;

/**
 * One launch that an EHR registered.
 *
 * @param clientId the internal id of the app that is launched
 * @param userId the internal id of the user who launches it; {@code null} where the realm does not bind users
 * @param fhirBase the FHIR server that the context is about, as the realm configures it
 * @param context the launch context
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#launch-app-ehr-launch">EHR launch</a>
 */
public record Launch(String clientId, String userId, String fhirBase, LaunchContext context) {
}
