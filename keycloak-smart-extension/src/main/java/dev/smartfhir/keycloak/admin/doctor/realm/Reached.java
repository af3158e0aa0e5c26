package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import dev.smartfhir.keycloak.picker.directory.FhirAddress;
import java.util.stream.Stream;

/**
 * A FHIR server of the realm, as Keycloak reaches it.
 *
 * @param address its base URL without a slash at its end
 */
record Reached(String address) {

    /** Where it says what it can do; the same for every question, so that it is read once. */
    String metadata() {
        return address + "/metadata?_summary=true";
    }

    /** Those whose address is clear. */
    static Stream<Reached> all(ExaminedRealm examined) {
        return examined.fhirBases().stream().flatMap(base -> {
            try {
                return Stream.of(new Reached(FhirAddress.of(examined.realm(), base).reached().compared()));
            } catch (DirectoryUnavailable e) {
                return Stream.empty();
            }
        });
    }
}
