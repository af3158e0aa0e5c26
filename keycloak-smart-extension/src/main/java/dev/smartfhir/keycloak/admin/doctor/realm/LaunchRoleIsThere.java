package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.scopes.LaunchScope;
import java.util.stream.Stream;

/** Can an EHR be allowed to register launches? */
final class LaunchRoleIsThere implements RealmCheck {

    private static final String ROLE = "smart-launch";

    @Override
    public String code() {
        return "launch-role";
    }

    @Override
    public boolean applies(ExaminedRealm examined) {
        return examined.clients().stream().anyMatch(app -> app.ceilings().contains(LaunchScope.EHR));
    }

    @Override
    public String fine() {
        return "The role that lets an EHR register launches is there.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Problem.onlyIf(examined.realm().getRole(ROLE) == null, Problem.error(
                "Apps may be launched by an EHR, but the realm has no role " + ROLE + " to let an EHR do that.",
                "Make the realm SMART-ready: smart-admin keycloak ready --apply."));
    }
}
