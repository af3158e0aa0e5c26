package dev.smartfhir.keycloak.admin.doctor;

import java.util.stream.Stream;

/** One question about a realm. */
public interface RealmCheck {

    /** Which examination it is, in kebab-case. */
    String code();

    /** Whether there is anything to examine; where not, nothing is said. */
    default boolean applies(ExaminedRealm examined) {
        return true;
    }

    /** What holds where nothing is wrong, in one sentence. */
    String fine();

    /** What is wrong. Reads only. */
    Stream<Problem> problems(ExaminedRealm examined);
}
