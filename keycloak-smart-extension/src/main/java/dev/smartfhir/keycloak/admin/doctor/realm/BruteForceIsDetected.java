package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;

/** Does the realm notice that passwords are guessed? */
final class BruteForceIsDetected implements RealmCheck {

    @Override
    public String code() {
        return "brute-force";
    }

    @Override
    public String fine() {
        return "Guessing of passwords is noticed.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Problem.onlyIf(!examined.realm().isBruteForceProtected(), Problem.warning(
                "Brute force detection is off: passwords can be guessed at leisure.",
                "Switch it on in Realm settings, Security defenses."));
    }
}
