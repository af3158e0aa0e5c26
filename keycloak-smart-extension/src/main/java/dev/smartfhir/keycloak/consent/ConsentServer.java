package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.audience.FhirServer;
import org.keycloak.models.RealmModel;

/**
 * The FHIR server that a decision about data is about. Where a realm has several, what a user decided about one says
 * nothing about another.
 *
 * @param mark what stands behind the scopes in a {@link ConsentId}: {@code @} and the FHIR base; empty where the realm
 *     has one server only, and where no server is asked for
 */
public record ConsentServer(String mark) {

    static final ConsentServer ONLY = new ConsentServer("");

    /** @param fhirBase as the realm writes it; {@code null} where no server is asked for */
    public static ConsentServer of(RealmModel realm, String fhirBase) {
        return fhirBase == null || FhirServer.of(realm, fhirBase).only() ? ONLY : new ConsentServer("@" + fhirBase);
    }

    /** A decision about scopes on this server. */
    public ConsentId decided(boolean granted, String scopes) {
        return new ConsentId(granted, mark.isEmpty() ? scopes : scopes + " " + mark);
    }

    boolean isOf(ConsentId id) {
        return id.mark().equals(mark);
    }
}
