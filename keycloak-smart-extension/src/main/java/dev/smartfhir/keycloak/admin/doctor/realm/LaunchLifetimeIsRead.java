package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.launch.LaunchSettings;
import java.util.stream.Stream;

/** Is the lifetime of launch handles a number that counts? */
final class LaunchLifetimeIsRead implements RealmCheck {

    @Override
    public String code() {
        return "launch-lifetime";
    }

    @Override
    public String fine() {
        return "Launch handles wait as long as the realm says.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        String lifetime = examined.realm().getAttribute(LaunchSettings.LIFETIME);
        return Problem.onlyIf(lifetime != null && !lifetime.strip().matches("0*[1-9][0-9]{0,4}")
                || lifetime != null && LaunchSettings.of(examined.realm()).lifetime() != number(lifetime),
                Problem.warning(
                "The realm attribute " + LaunchSettings.LIFETIME + " is no number from 1 to 3600, so that it does "
                        + "not count.",
                "Write seconds, such as 300, or remove it."));
    }

    private static int number(String text) {
        return text.strip().matches("[0-9]{1,5}") ? Integer.parseInt(text.strip()) : -1;
    }
}
