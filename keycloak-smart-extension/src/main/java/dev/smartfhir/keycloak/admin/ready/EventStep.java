package dev.smartfhir.keycloak.admin.ready;

import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/** Logins and changes are recorded: who was given what must be known afterwards. */
final class EventStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        RealmModel realm = prepared.realm();
        long kept = prepared.shipped().realm().getEventsExpiration();
        Stream<PlannedChange> admin = realm.isAdminEventsEnabled() ? Stream.empty()
                : Stream.of(prepared.setting("adminEventsEnabled", "false", "true",
                        "So that it is known who changed what an app may do.",
                        () -> realm.setAdminEventsEnabled(true)));
        Stream<PlannedChange> user = realm.isEventsEnabled() ? Stream.empty()
                : Stream.of(prepared.setting("eventsEnabled", "false", "true",
                        "So that it is known which app was granted what.", () -> realm.setEventsEnabled(true)));
        Stream<PlannedChange> expiration = realm.isEventsEnabled() || realm.getEventsExpiration() > 0 ? Stream.empty()
                : Stream.of(prepared.setting("eventsExpiration", "0", String.valueOf(kept),
                        "So that what is saved from now on is deleted after this many seconds.",
                        () -> realm.setEventsExpiration(kept)));
        return Stream.of(admin, user, expiration).flatMap(changes -> changes);
    }
}
