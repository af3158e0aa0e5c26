package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import dev.smartfhir.keycloak.picker.directory.FhirAddress;
import java.util.stream.Stream;

/** Are there as many internal addresses of FHIR servers as public ones? */
final class InternalAddressesFit implements RealmCheck {

    @Override
    public String code() {
        return "fhir-base-internal";
    }

    @Override
    public boolean applies(ExaminedRealm examined) {
        return !examined.fhirBases().isEmpty();
    }

    @Override
    public String fine() {
        return "Keycloak knows where it reaches each FHIR server.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return examined.fhirBases().stream().filter(base -> FhirBaseUrl.read(base).isPresent())
                .filter(base -> !isKnown(examined, base)).limit(1)
                .map(base -> Problem.error("The realm attribute " + FhirAddress.INTERNAL_ATTRIBUTE + " does not hold "
                        + "one "
                        + "URL for each FHIR server, so pickers do not work.", "Give it as many URLs as "
                        + FhirBases.REALM_ATTRIBUTE + " has, in the same order, or remove it."));
    }

    private static boolean isKnown(ExaminedRealm examined, String base) {
        try {
            return FhirAddress.of(examined.realm(), base) != null;
        } catch (DirectoryUnavailable e) {
            return false;
        }
    }
}
