package dev.smartfhir.keycloak.identity;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;

/**
 * Tells whether only administrators can write the user attributes that say who a user is in FHIR, whom he acts for and
 * what his institution is. A user who could write them himself could name himself anybody.
 */
public final class AdministeredAttributes {

    /** Users may choose these when they register or log in, whatever the profile says. */
    private static final Set<String> CHOSEN_BY_USERS = Set.of(UserModel.USERNAME, UserModel.EMAIL, UserModel.LOCALE);

    private AdministeredAttributes() {
    }

    /** The first of these attributes that users can write themselves; empty if administrators alone can write all. */
    public static Optional<String> writableByUsers(UPConfig profile) {
        return Stream.of(FhirUser.ATTRIBUTE, FhirUser.PATIENTS_ATTRIBUTE)
                .filter(name -> isWritableByUsers(profile, name))
                .findFirst();
    }

    /** Whether users can write this attribute of their own account. */
    public static boolean isWritableByUsers(UPConfig profile, String name) {
        if (CHOSEN_BY_USERS.contains(name)) {
            return true;
        }
        UPAttribute declared = profile.getAttributes() == null ? null : profile.getAttribute(name);
        if (declared == null) {
            return profile.getUnmanagedAttributePolicy() == UPConfig.UnmanagedAttributePolicy.ENABLED;
        }
        UPAttributePermissions permissions = declared.getPermissions();
        return permissions != null && permissions.getEdit() != null
                && permissions.getEdit().contains(UserProfileConstants.ROLE_USER);
    }
}
