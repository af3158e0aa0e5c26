package dev.smartfhir.keycloak.audience;

import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * One FHIR server of a realm, and whether it is the only one: with several, an id without its server is ambiguous.
 *
 * @param base the FHIR base as the realm writes it
 * @param only whether the realm names no other FHIR server
 */
public record FhirServer(String base, boolean only) {

    /** @param base a FHIR base URL of the realm, or one that it had */
    public static FhirServer of(RealmModel realm, String base) {
        return of(realm.getAttribute(FhirBases.REALM_ATTRIBUTE), base);
    }

    static FhirServer of(String attribute, String base) {
        return new FhirServer(base, attribute != null && Stream.of(attribute.strip().split("\\s+"))
                .allMatch(other -> isSame(other, base)));
    }

    private static boolean isSame(String text, String base) {
        return FhirBaseUrl.read(text).flatMap(url -> FhirBaseUrl.read(base).filter(url::isSameAs)).isPresent();
    }
}
