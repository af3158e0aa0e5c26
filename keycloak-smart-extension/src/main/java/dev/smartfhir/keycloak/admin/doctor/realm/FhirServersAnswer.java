package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Outside.Answer;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.picker.directory.FhirAddress;
import java.util.stream.Stream;

/** Can Keycloak reach the FHIR servers? */
final class FhirServersAnswer implements RealmCheck {

    @Override
    public String code() {
        return "fhir-base-reachable";
    }

    @Override
    public boolean applies(ExaminedRealm examined) {
        return Reached.all(examined).findAny().isPresent();
    }

    @Override
    public String fine() {
        return "Keycloak reaches the FHIR servers.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Reached.all(examined).flatMap(server -> {
            Answer answer = examined.outside().get(server.metadata());
            String text = "Keycloak asked " + server.address() + "/metadata, and ";
            if (!answer.isOk()) {
                String said = text + answer.said() + ": pickers and links to patients do not work.";
                String mend = "Open the way from Keycloak to the FHIR server, or name its internal address in "
                        + FhirAddress.INTERNAL_ATTRIBUTE + ".";
                return Stream.of(examined.hasApps() ? Problem.error(said, mend) : Problem.warning(said, mend));
            }
            return Problem.onlyIf(!answer.body().contains("CapabilityStatement"), Problem.error(
                    text + "the answer is no CapabilityStatement.",
                    "Write the FHIR base, where /metadata is, into " + FhirBases.REALM_ATTRIBUTE + "."));
        });
    }
}
