package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.models.ClientModel;

/** Can a backend service prove who it is? */
final class BackendHasKey implements ClientCheck {

    @Override
    public String code() {
        return "client-backend";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        ClientModel client = examined.client();
        if (!examined.isBackendService()) {
            return Problem.onlyIf(client.isPublicClient() && client.isServiceAccountsEnabled(), Problem.warning(
                    "It is public, and has a service account that nobody can use.", "Switch service accounts roles "
                            + "off."));
        }
        return Stream.of(
                Problem.onlyIf(client.isPublicClient(), Problem.error(
                        "It has system/ ceilings and is public: it gets no such scope.",
                        "Switch Client authentication on, and give it a key; make another client for an app.")),
                Problem.onlyIf(!client.isPublicClient()
                        && !JWTClientAuthenticator.PROVIDER_ID.equals(client.getClientAuthenticatorType()),
                        Problem.error(
                        "It has system/ ceilings and does not authenticate with a signed JWT, so it gets no such "
                                + "scope.",
                        "Choose Signed JWT in Credentials, and give it a key.")),
                Problem.onlyIf(!client.isPublicClient() && !client.isServiceAccountsEnabled(), Problem.error(
                        "It has system/ ceilings but no service account, so it gets no token of its own.",
                        "Switch Service accounts roles on.")),
                Problem.onlyIf(examined.isApp(), Problem.warning(
                        "It is a backend service and an app in one: whoever has its key can act without any user.",
                        "Make two clients of it."))).flatMap(problems -> problems);
    }
}
