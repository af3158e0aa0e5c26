package dev.smartfhir.keycloak.metrics;

import java.util.Optional;

/** A counter of this module: its name, as Micrometer writes it, and the tag that it has beside realm and result. */
enum Meter {

    GRANTS("smart.grants", "grant_type", "Requests of SMART clients to the token endpoint"),
    LAUNCHES("smart.launches", "kind", "Authorizations of SMART apps, by how they began"),
    LAUNCH_REGISTRATIONS("smart.launch.registrations", null, "Launches that EHRs registered, or tried to"),
    INTROSPECTIONS("smart.introspections", null, "Tokens that resource servers asked about"),
    PICKERS("smart.picker", "kind", "Choices of patients and encounters by users"),
    CONSENTS("smart.consents", null, "Answers of users on the consent page"),
    REGISTRATIONS("smart.registrations", null, "Self-registrations of SMART apps");

    /** The result that every meter knows. */
    static final String REFUSED = "refused";

    private final String text;
    private final String tag;
    private final String description;

    Meter(String text, String tag, String description) {
        this.text = text;
        this.tag = tag;
        this.description = description;
    }

    String text() {
        return text;
    }

    Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    String description() {
        return description;
    }
}
