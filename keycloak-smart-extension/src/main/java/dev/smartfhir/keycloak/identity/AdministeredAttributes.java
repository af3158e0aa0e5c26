package dev.smartfhir.keycloak.identity;

import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;

/**
 * Tells whether only administrators can write the user attributes that say who a user is in FHIR and whom he acts for.
 * A user who could write them himself could name himself anybody.
 */
public final class AdministeredAttributes {

    private AdministeredAttributes() {
    }

    /** The first of these attributes that users can write themselves; empty if administrators alone can write all. */
    public static Optional<String> writableByUsers(UPConfig profile) {
        return Stream.of(FhirUser.ATTRIBUTE, FhirUser.PATIENTS_ATTRIBUTE)
                .filter(name -> isWritable(profile, name))
                .findFirst();
    }

    private static boolean isWritable(UPConfig profile, String name) {
        UPAttribute declared = profile.getAttributes() == null ? null : profile.getAttribute(name);
        if (declared == null) {
            return profile.getUnmanagedAttributePolicy() == UPConfig.UnmanagedAttributePolicy.ENABLED;
        }
        UPAttributePermissions permissions = declared.getPermissions();
        return permissions != null && permissions.getEdit() != null
                && permissions.getEdit().contains(UserProfileConstants.ROLE_USER);
    }
}
