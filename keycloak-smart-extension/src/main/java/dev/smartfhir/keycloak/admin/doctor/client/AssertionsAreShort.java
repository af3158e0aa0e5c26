package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Are its assertions signed and limited as SMART says? */
final class AssertionsAreShort implements ClientCheck {

    private static final int LONGEST = 300;

    @Override
    public String code() {
        return "client-assertion";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        String algorithm = examined.attribute(OIDCConfigAttributes.TOKEN_ENDPOINT_AUTH_SIGNING_ALG);
        String limit = examined.attribute(OIDCConfigAttributes.TOKEN_ENDPOINT_AUTH_SIGNING_MAX_EXP);
        return Stream.concat(
                Problem.onlyIf(JWTClientAuthenticator.PROVIDER_ID.equals(examined.client().getClientAuthenticatorType())
                        && !algorithm.isEmpty() && SigningAlgorithm.named(algorithm).isEmpty(), Problem.error(
                        "It is fixed to the algorithm " + algorithm + ", which no SMART client may use.",
                        "Choose RS384, ES384 or Any in Credentials.")),
                Problem.onlyIf(limit.matches("[0-9]{1,9}") && Integer.parseInt(limit) > LONGEST, Problem.warning(
                        "Its assertions may live " + limit + " seconds, where SMART allows " + LONGEST
                                + "; this module holds it to that anyway.", "Set Max expiration to " + LONGEST + ".")));
    }
}
