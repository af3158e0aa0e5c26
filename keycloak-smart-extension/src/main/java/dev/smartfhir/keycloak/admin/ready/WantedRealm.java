package dev.smartfhir.keycloak.admin.ready;

import java.util.List;

/**
 * What an administrator wants a realm to be.
 *
 * @param fhirBases    base URLs of the FHIR servers to be added to those that the realm names; may be empty
 * @param registration whether apps may register themselves, for the scopes that {@code realm-export.json} lists
 */
public record WantedRealm(List<String> fhirBases, boolean registration) {

    /** The parameter with the base URL of a FHIR server; may be repeated. */
    public static final String FHIR_BASE = "fhir-base";
    /** The parameter that opens registration to apps, {@code true} or {@code false}. */
    public static final String REGISTRATION = "registration";

    /** Copies the list. */
    public WantedRealm {
        fhirBases = List.copyOf(fhirBases);
    }
}
