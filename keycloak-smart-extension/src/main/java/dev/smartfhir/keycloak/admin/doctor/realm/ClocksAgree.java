package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Do Keycloak and the FHIR servers have the same time? */
final class ClocksAgree implements RealmCheck {

    private static final long TOLERATED = 5;
    private static final long BREAKING = 30;
    private final Supplier<Instant> now;

    /** @param now what time it is here */
    ClocksAgree(Supplier<Instant> now) {
        this.now = now;
    }

    @Override
    public String code() {
        return "clock";
    }

    @Override
    public boolean applies(ExaminedRealm examined) {
        return dates(examined).findAny().isPresent();
    }

    @Override
    public String fine() {
        return "The clocks agree.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return dates(examined).map(date -> Duration.between(date, now.get()).toSeconds())
                .filter(apart -> Math.abs(apart) > TOLERATED).map(apart -> {
                    String text = "The clocks of Keycloak and of a FHIR server are " + Math.abs(apart)
                            + " seconds apart.";
                    String mend = "Let both machines follow the same time servers (NTP).";
                    return Math.abs(apart) > BREAKING ? Problem.error(text, mend) : Problem.warning(text, mend);
                });
    }

    private static Stream<Instant> dates(ExaminedRealm examined) {
        return Reached.all(examined).flatMap(server -> examined.outside().get(server.metadata()).date().stream());
    }
}
