package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.identity.AdministeredAttributes;
import java.util.stream.Stream;

/** Do administrators alone say who a user is? */
final class FhirUserIsAdministered implements RealmCheck {

    @Override
    public String code() {
        return "fhir-user-editable";
    }

    @Override
    public String fine() {
        return "Administrators alone say who a user is in FHIR.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return AdministeredAttributes.writableByUsers(examined.userProfile()).stream().map(name -> Problem.error(
                "Users can write their own attribute " + name + ", so every SMART authorization is refused.",
                "Let only administrators edit it in Realm settings, User profile, or make the realm SMART-ready."));
    }
}
