package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.events.EventType;

/** Is it known afterwards who was given what? */
final class EventsAreSaved implements RealmCheck {

    /** Without these nobody knows which app was granted what, and who consented. */
    private static final Set<EventType> NEEDED =
            Set.of(EventType.LOGIN, EventType.CODE_TO_TOKEN, EventType.CLIENT_LOGIN, EventType.GRANT_CONSENT);

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
        Set<String> saved = examined.realm().getEnabledEventTypesStream().collect(Collectors.toSet());
        String missing = NEEDED.stream().map(EventType::name).filter(type -> !saved.isEmpty() && !saved.contains(type))
                .sorted().collect(Collectors.joining(", "));
        return Stream.of(
                Problem.onlyIf(!examined.realm().isEventsEnabled(), Problem.warning(
                        "User events are not saved: nobody can say later which app was granted what.",
                        "Switch on Save events in Realm settings, Events.")),
                Problem.onlyIf(examined.realm().isEventsEnabled() && !missing.isEmpty(), Problem.warning(
                        "Events of users are saved, but not of these types: " + missing + ".",
                        "Add these types in Realm settings, Events, User events settings.")),
                Problem.onlyIf(!examined.realm().isAdminEventsEnabled(), Problem.warning(
                        "Admin events are not saved: nobody can say later who widened a client.",
                        "Switch on Save events for admin events in Realm settings, Events.")))
                .flatMap(problems -> problems);
    }
}
