package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.scopes.NamedScope;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.models.ClientModel;

/** Does a client look as if it were meant to be a SMART client, and is none? */
final class MeantToBeSmart implements ClientCheck {

    @Override
    public String code() {
        return "client-not-smart";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        ClientModel client = examined.client();
        if (client.isBearerOnly()) {
            return Stream.empty();
        }
        boolean attribute = client.getAttributes().keySet().stream().anyMatch(name -> name.startsWith("smart."));
        boolean scope = Stream.concat(examined.assigned().byDefault().keySet().stream(),
                examined.assigned().optional().keySet().stream()).anyMatch(MeantToBeSmart::isNear);
        boolean key = client.isServiceAccountsEnabled()
                && JWTClientAuthenticator.PROVIDER_ID.equals(client.getClientAuthenticatorType());
        String text = attribute ? "It has attributes of a SMART client"
                : scope ? "It has scopes of a SMART client" : key ? "It authenticates with a key as backend services "
                        + "do" : "";
        return Problem.onlyIf(!text.isEmpty(), Problem.warning(text + ", but no ceiling, so it is none: stock Keycloak "
                + "serves it, and takes no assertion of more than 60 seconds without iat.",
                "Assign the client scopes that it may have at most, such as system/Bundle.crs, or leave it."));
    }

    /** Names that only SMART uses, and names that begin almost like a ceiling's. */
    private static boolean isNear(String name) {
        return name.equals(NamedScope.FHIR_USER.text()) || name.equals(NamedScope.ONLINE_ACCESS.text())
                || name.matches("(?i)(patients?|users?|systems?)[/:.].+");
    }
}
