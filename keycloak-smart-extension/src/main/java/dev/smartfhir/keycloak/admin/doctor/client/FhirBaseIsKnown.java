package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import java.util.stream.Stream;

/** Is the FHIR server that it is held to one of the realm? */
final class FhirBaseIsKnown implements ClientCheck {

    @Override
    public String code() {
        return "client-fhir-base";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        String base = examined.attribute(FhirBases.CLIENT_ATTRIBUTE);
        return Problem.onlyIf(!base.isEmpty() && Stream.of(realm(examined).split("\\s+"))
                .noneMatch(known -> areSame(known, base)), Problem.error("Its attribute " + FhirBases.CLIENT_ATTRIBUTE
                + " names none of the realm's FHIR servers, so it gets no token.",
                "Write one of the URLs in the realm attribute " + FhirBases.REALM_ATTRIBUTE + ", or remove it."));
    }

    private static String realm(ExaminedClient examined) {
        String bases = examined.realm().getAttribute(FhirBases.REALM_ATTRIBUTE);
        return bases == null ? "" : bases.strip();
    }

    private static boolean areSame(String one, String other) {
        return FhirBaseUrl.read(one).flatMap(url -> FhirBaseUrl.read(other).filter(url::isSameAs)).isPresent();
    }
}
