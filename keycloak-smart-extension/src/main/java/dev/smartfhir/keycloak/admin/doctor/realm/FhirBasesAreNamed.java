package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ClearHttp;
import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import java.util.List;
import java.util.stream.Stream;

/** Does the realm name its FHIR servers, each by a URL? */
final class FhirBasesAreNamed implements RealmCheck {

    @Override
    public String code() {
        return "fhir-base";
    }

    @Override
    public String fine() {
        return "The realm names its FHIR servers.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        List<String> bases = examined.fhirBases();
        if (bases.isEmpty()) {
            return Stream.of(Problem.error("The realm names no FHIR server, so no SMART scope is granted.",
                    "Set the realm attribute " + FhirBases.REALM_ATTRIBUTE + " to the base URL of the FHIR server."));
        }
        long malformed = bases.stream().filter(base -> FhirBaseUrl.read(base).isEmpty()).count();
        long distinct = bases.stream().flatMap(base -> FhirBaseUrl.read(base).stream()).map(FhirBaseUrl::compared)
                .distinct().count();
        return Stream.of(
                Problem.onlyIf(malformed > 0, Problem.error("The realm attribute " + FhirBases.REALM_ATTRIBUTE + " "
                        + "holds "
                        + malformed + " words that are no base URL, so no SMART scope is granted.",
                        "Write absolute http or https URLs, separated by spaces.")),
                Problem.onlyIf(distinct + malformed < bases.size(), Problem.warning("A FHIR server is named twice.",
                        "Name each FHIR server once in " + FhirBases.REALM_ATTRIBUTE + ".")),
                bases.stream().filter(ClearHttp::isIn).filter(base -> FhirBaseUrl.read(base).isPresent())
                        .map(base -> Problem.error("The FHIR server " + base + " is reached by http: tokens and data "
                                + "go in "
                                + "the clear.", "Serve it by https, and name that URL.")))
                .flatMap(problems -> problems);
    }
}
