package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import java.util.stream.Stream;

/** Can FHIR servers verify what the realm signs? */
final class TokensAreSignedAsymmetrically implements RealmCheck {

    @Override
    public String code() {
        return "signature-algorithm";
    }

    @Override
    public String fine() {
        return "Tokens are signed by an asymmetric algorithm.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        String algorithm = examined.realm().getDefaultSignatureAlgorithm();
        return Problem.onlyIf(algorithm != null && SigningAlgorithm.named(algorithm).isEmpty(), Problem.error(
                "The default signature algorithm is " + algorithm + ", which FHIR servers do not accept.",
                "Choose RS256 or ES256 in Realm settings, Tokens."));
    }
}
