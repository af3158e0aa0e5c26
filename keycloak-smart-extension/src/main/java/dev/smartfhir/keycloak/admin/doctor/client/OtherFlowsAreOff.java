package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Are only the flows of SMART open to it? */
final class OtherFlowsAreOff implements ClientCheck {

    @Override
    public String code() {
        return "client-flows";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        ClientModel client = examined.client();
        return Stream.of(
                Problem.onlyIf(client.isImplicitFlowEnabled(), Problem.warning(
                        "Implicit flow is on, by which tokens come in addresses.", "Switch it off.")),
                Problem.onlyIf(client.isDirectAccessGrantsEnabled(), Problem.warning(
                        "Direct access grants are on: the app may ask users for their passwords itself.",
                        "Switch them off.")),
                Problem.onlyIf(examined.isApp() && !client.isStandardFlowEnabled(), Problem.error(
                        "It has ceilings of an app, but Standard flow is off, so nobody can log in.",
                        "Switch Standard flow on, or take these ceilings away.")),
                Problem.onlyIf("true".equals(examined.attribute(OIDCConfigAttributes.STANDARD_TOKEN_EXCHANGE_ENABLED)),
                        Problem.warning("Standard token exchange is on: it can turn a user's token into an ordinary "
                                + "one that "
                                + "opens Keycloak's interfaces.", "Switch it off unless the app needs it.")))
                .flatMap(problems -> problems);
    }
}
