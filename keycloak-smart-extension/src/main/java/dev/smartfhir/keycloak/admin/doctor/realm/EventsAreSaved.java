package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;

/** Is it known afterwards who was given what? */
final class EventsAreSaved implements RealmCheck {

    @Override
    public String code() {
        return "events";
    }

    @Override
    public String fine() {
        return "Events of users and of administrators are saved.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Stream.of(
                Problem.onlyIf(!examined.realm().isEventsEnabled(), Problem.warning(
                        "User events are not saved: nobody can say later which app was granted what.",
                        "Switch on Save events in Realm settings, Events.")),
                Problem.onlyIf(!examined.realm().isAdminEventsEnabled(), Problem.warning(
                        "Admin events are not saved: nobody can say later who widened a client.",
                        "Switch on Save events for admin events in Realm settings, Events.")))
                .flatMap(problems -> problems);
    }
}
