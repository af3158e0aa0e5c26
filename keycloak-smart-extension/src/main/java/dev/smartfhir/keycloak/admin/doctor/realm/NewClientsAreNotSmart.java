package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.client.SmartNames;
import java.util.stream.Stream;

/** Does every new client become a SMART client? */
final class NewClientsAreNotSmart implements RealmCheck {

    @Override
    public String code() {
        return "default-ceilings";
    }

    @Override
    public String fine() {
        return "New clients get no ceiling by themselves.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Stream.of(true, false).flatMap(examined.realm()::getDefaultClientScopesStream)
                .filter(scope -> SmartNames.isSmart(scope.getName())).map(scope -> Problem.warning("The client scope "
                        + scope.getName() + " is given to every new client.", "Set its assigned type to None, and "
                        + "assign it "
                        + "to the clients that need it."));
    }
}
