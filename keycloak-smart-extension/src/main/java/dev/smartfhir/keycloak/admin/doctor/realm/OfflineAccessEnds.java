package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;

/** Does offline access end? */
final class OfflineAccessEnds implements RealmCheck {

    @Override
    public String code() {
        return "offline-lifetime";
    }

    @Override
    public String fine() {
        return "Offline access ends some day.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Problem.onlyIf(!examined.realm().isOfflineSessionMaxLifespanEnabled(), Problem.warning(
                "Offline access never ends as long as it is used.",
                "Switch on Offline session max limited in Realm settings, Sessions."));
    }
}
