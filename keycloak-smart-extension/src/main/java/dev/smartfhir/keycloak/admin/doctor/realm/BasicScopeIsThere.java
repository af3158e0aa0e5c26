package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;
import org.keycloak.protocol.oidc.mappers.SubMapper;

/** Do tokens say whose they are? */
final class BasicScopeIsThere implements RealmCheck {

    @Override
    public String code() {
        return "basic-scope";
    }

    @Override
    public String fine() {
        return "The client scope basic is there, and puts sub into tokens.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        ClientScopeModel basic = examined.realm().getClientScopesStream()
                .filter(scope -> scope.getName().equals(OIDCLoginProtocolFactory.BASIC_SCOPE)).findFirst().orElse(null);
        if (basic == null) {
            return Stream.of(Problem.error("The realm has no client scope basic, so tokens do not say whose they are.",
                    "Make the realm SMART-ready: smart-admin keycloak ready --apply."));
        }
        return Problem.onlyIf(basic.getProtocolMappersStream()
                .noneMatch(mapper -> SubMapper.PROVIDER_ID.equals(mapper.getProtocolMapper())), Problem.error(
                "The client scope basic has no mapper for sub, so tokens do not say whose they are.",
                "Add the predefined mapper Subject (sub) to it."));
    }
}
