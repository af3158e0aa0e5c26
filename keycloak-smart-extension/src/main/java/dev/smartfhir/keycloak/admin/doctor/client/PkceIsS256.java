package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Does Keycloak itself let its PKCE pass? */
final class PkceIsS256 implements ClientCheck {

    @Override
    public String code() {
        return "client-pkce";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        String method = examined.attribute(OIDCConfigAttributes.PKCE_CODE_CHALLENGE_METHOD);
        return Problem.onlyIf(!method.isEmpty() && !method.equals("S256"), Problem.error(
                "Its PKCE method is " + method + ", but every SMART app must use S256, so nobody can log in.",
                "Choose S256 in the client's Advanced settings."));
    }
}
