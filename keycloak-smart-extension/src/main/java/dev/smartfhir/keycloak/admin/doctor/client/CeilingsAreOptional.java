package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.client.SmartNames;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Are its ceilings assigned as optional? */
final class CeilingsAreOptional implements ClientCheck {

    @Override
    public String code() {
        return "client-default-scopes";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        String names = examined.assigned().byDefault().keySet().stream().filter(SmartNames::isSmart).sorted()
                .collect(Collectors.joining(", "));
        return Problem.onlyIf(!names.isEmpty(), Problem.warning("Assigned as default: " + names
                + ". This module grants them only where they are asked for, but stock Keycloak would always.",
                "Assign them as optional."));
    }
}
