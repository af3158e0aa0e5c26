package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.models.AuthenticationFlowModel;

/** Do clients authenticate with their private keys? */
final class KeysAuthenticateClients implements RealmCheck {

    @Override
    public String code() {
        return "client-authentication";
    }

    @Override
    public String fine() {
        return "The realm lets clients authenticate with a signed JWT.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        AuthenticationFlowModel flow = examined.realm().getClientAuthenticationFlow();
        return Problem.onlyIf(flow == null || examined.realm().getAuthenticationExecutionsStream(flow.getId())
                .noneMatch(execution -> JWTClientAuthenticator.PROVIDER_ID.equals(execution.getAuthenticator())
                        && execution.isEnabled()), Problem.error(
                "The realm's flow for client authentication has no Signed JWT, so no backend service gets a token.",
                "Add the execution Signed JWT to that flow as an alternative."));
    }
}
