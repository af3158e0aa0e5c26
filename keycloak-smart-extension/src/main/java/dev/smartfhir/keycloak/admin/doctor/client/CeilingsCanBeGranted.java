package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.ceiling.Ceiling;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;

/** Does each of its ceilings grant something? */
final class CeilingsCanBeGranted implements ClientCheck {

    @Override
    public String code() {
        return "client-ceiling-names";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return examined.assigned().ceilings().map(ClientScopeModel::getName).sorted()
                .filter(name -> Ceiling.read(name).isEmpty()).map(name -> Problem.error("Its client scope " + name
                        + " is no SMART scope that can be granted, so it grants nothing.",
                        "Assign one that the SMART grammar knows, such as system/Bundle.crs."));
    }
}
