package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.ResourceScope;
import java.util.stream.Stream;

/** Does it need every type of resource without a user? */
final class CeilingsAreNarrow implements ClientCheck {

    @Override
    public String code() {
        return "client-wildcard-ceiling";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return examined.ceilings().stream().filter(scope -> scope instanceof ResourceScope resource
                && resource.context() == Context.SYSTEM && resource.isWildcard()).map(scope -> Problem.warning(
                "Its ceiling " + scope.text() + " is for every type of resource, of every patient.",
                "Assign a ceiling for each type that it needs."));
    }
}
