package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ClearHttp;
import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;

/** Is the issuer, which is in every token, an https URL? */
final class IssuerIsSecure implements RealmCheck {

    @Override
    public String code() {
        return "issuer-https";
    }

    @Override
    public String fine() {
        return "The issuer is an https URL, or this machine.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        String issuer = Issuer.of(examined);
        return Problem.onlyIf(ClearHttp.isIn(issuer), Problem.error(
                "The issuer is " + issuer + ": tokens and keys would go in the clear.",
                "Set Keycloak's option hostname to the https address that apps use."));
    }
}
