package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.identity.FhirUser;
import java.util.stream.Stream;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;

/** Can administrators say who a user is? */
final class FhirUserIsDeclared implements RealmCheck {

    @Override
    public String code() {
        return "fhir-user-declared";
    }

    @Override
    public String fine() {
        return "The user profile has fhirUser and fhirPatients, and administrators can write them.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        UPConfig profile = examined.userProfile();
        boolean everything = profile.getUnmanagedAttributePolicy() == UPConfig.UnmanagedAttributePolicy.ADMIN_EDIT;
        return Stream.of(FhirUser.ATTRIBUTE, FhirUser.PATIENTS_ATTRIBUTE).flatMap(name -> {
            UPAttribute declared = profile.getAttributes() == null ? null : profile.getAttribute(name);
            if (declared == null) {
                return Problem.onlyIf(!everything, Problem.warning("The user profile does not have " + name
                        + ", so administrators cannot set it.",
                        "Make the realm SMART-ready: smart-admin keycloak ready --apply."));
            }
            return Problem.onlyIf(!isForAdministrators(declared), Problem.warning("Administrators may not edit the "
                    + "attribute " + name + ", and Keycloak drops what they write there.",
                    "Let administrators edit it in Realm settings, User profile, unless it comes from elsewhere."));
        });
    }

    private static boolean isForAdministrators(UPAttribute attribute) {
        UPAttributePermissions permissions = attribute.getPermissions();
        return permissions != null && permissions.getEdit() != null
                && permissions.getEdit().contains(UserProfileConstants.ROLE_ADMIN);
    }
}
