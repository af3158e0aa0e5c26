package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/** Do its tokens say whose they are? */
final class BasicIsAssigned implements ClientCheck {

    @Override
    public String code() {
        return "client-basic-scope";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return Problem.onlyIf(!examined.assigned().byDefault().containsKey(OIDCLoginProtocolFactory.BASIC_SCOPE),
                Problem.error("It does not have the client scope basic, so its tokens do not say whose they are.",
                        "Assign basic as default, or make the realm SMART-ready."));
    }
}
