package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Outside.Answer;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.io.IOException;
import java.util.stream.Stream;
import org.keycloak.util.JsonSerialization;

/** Do the FHIR servers send apps to this realm? */
final class FhirServersNameThisRealm implements RealmCheck {

    @Override
    public String code() {
        return "fhir-base-issuer";
    }

    @Override
    public boolean applies(ExaminedRealm examined) {
        return Reached.all(examined).findAny().isPresent();
    }

    @Override
    public String fine() {
        return "The FHIR servers name this realm in their discovery document.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        String issuer = Issuer.of(examined);
        return Reached.all(examined).flatMap(server -> {
            String url = server.address() + "/.well-known/smart-configuration";
            Answer answer = examined.outside().get(url);
            String text = "Keycloak asked " + url + ", and ";
            if (answer.status() == 0 || answer.status() == 503) {
                return Stream.of(Problem.warning(text + answer.said() + ".",
                        "Start the FHIR server with the interceptor; in report-only mode it answers 503 until it "
                                + "enforces."));
            }
            if (!answer.isOk()) {
                return Stream.of(Problem.error(text + answer.said() + ": apps do not find this realm.",
                        "Install the interceptor at the FHIR server, with this realm as its issuer."));
            }
            String named = issuer(answer.body());
            return Problem.onlyIf(!issuer.equals(named), Problem.error(text + "the issuer there is "
                    + (named.isEmpty() ? "missing" : named) + ", but this realm is " + issuer + ".",
                    "Set smart.issuers[0].issuer at the FHIR server, or Keycloak's option hostname, so that both "
                            + "agree."));
        });
    }

    private static String issuer(String body) {
        try {
            return JsonSerialization.mapper.readTree(body).path("issuer").asText();
        } catch (IOException e) {
            return "";
        }
    }
}
