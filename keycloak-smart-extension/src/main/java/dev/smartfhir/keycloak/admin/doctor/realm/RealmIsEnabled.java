package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;

/** Is the realm enabled? */
final class RealmIsEnabled implements RealmCheck {

    @Override
    public String code() {
        return "realm-enabled";
    }

    @Override
    public String fine() {
        return "The realm is enabled.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Problem.onlyIf(!examined.realm().isEnabled(), Problem.error("The realm is disabled.", "Enable it."));
    }
}
