package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;
import org.keycloak.common.enums.SslRequired;

/** Does the realm require TLS? */
final class TlsIsRequired implements RealmCheck {

    @Override
    public String code() {
        return "ssl-required";
    }

    @Override
    public String fine() {
        return "TLS is required of everybody who comes from outside.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Problem.onlyIf(examined.realm().getSslRequired() == SslRequired.NONE, Problem.error(
                "Require SSL is None, so that passwords, codes and tokens may go in the clear.",
                "Set Require SSL to External requests or All requests."));
    }
}
