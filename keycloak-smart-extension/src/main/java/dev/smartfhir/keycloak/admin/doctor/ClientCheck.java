package dev.smartfhir.keycloak.admin.doctor;

import java.util.stream.Stream;

/** One question about a SMART client. */
public interface ClientCheck {

    /** Which examination it is, in kebab-case. */
    String code();

    /** What is wrong. Reads only. */
    Stream<Problem> problems(ExaminedClient examined);
}
