package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.keycloak.registration.RegistrationEndpointFactory;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;

/** Is what apps may register for theirs to have? */
final class RegistrationListIsSound implements RealmCheck {

    @Override
    public String code() {
        return "registration-scopes";
    }

    @Override
    public String fine() {
        return "What apps may register for is there, and is for apps.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        Set<String> known = examined.realm().getClientScopesStream().map(ClientScopeModel::getName)
                .collect(Collectors.toSet());
        return examined.words(RegistrationEndpointFactory.SCOPES_ATTRIBUTE).flatMap(name -> Stream.concat(
                Problem.onlyIf(!known.contains(name), Problem.warning("The realm attribute "
                        + RegistrationEndpointFactory.SCOPES_ATTRIBUTE + " names " + name + ", which is no client "
                        + "scope here.",
                        "Create that client scope, or take it from the list.")),
                Problem.onlyIf(name.startsWith("system/") || name.equals(SmartNames.INTROSPECT.text()), Problem.warning(
                        "The realm attribute " + RegistrationEndpointFactory.SCOPES_ATTRIBUTE + " names " + name
                                + ", which no app gets by registering.", "Take it from the list."))));
    }
}
