package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import java.util.stream.Stream;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Can FHIR servers verify its tokens? */
final class TokensAreSigned implements ClientCheck {

    @Override
    public String code() {
        return "client-signature-algorithm";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        String algorithm = examined.attribute(OIDCConfigAttributes.ACCESS_TOKEN_SIGNED_RESPONSE_ALG);
        return Problem.onlyIf(!algorithm.isEmpty() && SigningAlgorithm.named(algorithm).isEmpty(), Problem.error(
                "Its access tokens are signed by " + algorithm + ", which FHIR servers do not accept.",
                "Choose RS256 or ES256 in Advanced, Fine grain OpenID Connect configuration."));
    }
}
