package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.ceiling.Ceiling;
import dev.smartfhir.keycloak.client.SmartNames;
import java.util.Comparator;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** Can every client scope with a SMART name be a ceiling? */
final class CeilingsCanBeRead implements RealmCheck {

    @Override
    public String code() {
        return "ceiling-names";
    }

    @Override
    public String fine() {
        return "Every client scope with a SMART name can be read.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return examined.realm().getClientScopesStream().filter(scope -> SmartNames.isSmart(scope.getName()))
                .sorted(Comparator.comparing(ClientScopeModel::getName)).flatMap(scope -> Stream.concat(
                        Problem.onlyIf(Ceiling.read(scope.getName()).isEmpty(), Problem.error("The client scope "
                                + scope.getName() + " is no SMART scope that can be granted, so it grants nothing.",
                                "Name it as the SMART grammar has it, such as system/Bundle.crs.")),
                        Problem.onlyIf(scope.getProtocol() != null
                                && !OIDCLoginProtocol.LOGIN_PROTOCOL.equals(scope.getProtocol()), Problem.error(
                                "The client scope " + scope.getName() + " is one of another protocol than OpenID "
                                        + "Connect.",
                                "Create it anew with the type OpenID Connect."))));
    }
}
