package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;

/** Do its tokens hold every role of the user? */
final class FullScopeIsOff implements ClientCheck {

    @Override
    public String code() {
        return "client-full-scope";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return Problem.onlyIf(examined.client().isFullScopeAllowed(), Problem.warning(
                "Full scope allowed is on: its tokens can hold every role of the user or service account.",
                "Switch it off in the client's Client scopes, dedicated scope, Scope."));
    }
}
