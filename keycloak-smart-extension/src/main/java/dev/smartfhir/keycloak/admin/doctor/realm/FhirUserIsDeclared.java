package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.identity.FhirUser;
import java.util.stream.Stream;
import org.keycloak.representations.userprofile.config.UPConfig;

/** Can administrators say who a user is? */
final class FhirUserIsDeclared implements RealmCheck {

    @Override
    public String code() {
        return "fhir-user-declared";
    }

    @Override
    public String fine() {
        return "The user profile has fhirUser and fhirPatients.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        UPConfig profile = examined.userProfile();
        boolean everything = profile.getUnmanagedAttributePolicy() == UPConfig.UnmanagedAttributePolicy.ADMIN_EDIT;
        return Stream.of(FhirUser.ATTRIBUTE, FhirUser.PATIENTS_ATTRIBUTE)
                .filter(name -> !everything && (profile.getAttributes() == null || profile.getAttribute(name) == null))
                .map(name -> Problem.warning("The user profile does not have " + name + ", so administrators cannot "
                        + "set it.",
                        "Make the realm SMART-ready: smart-admin keycloak ready --apply."));
    }
}
