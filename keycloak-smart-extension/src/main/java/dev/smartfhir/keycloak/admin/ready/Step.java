package dev.smartfhir.keycloak.admin.ready;

import java.util.stream.Stream;

/** One kind of thing that a SMART-ready realm has. */
@FunctionalInterface
interface Step {

    /** What is to be changed so that the realm has it; empty where it has. Reads only. */
    Stream<PlannedChange> plan(PreparedRealm realm);
}
