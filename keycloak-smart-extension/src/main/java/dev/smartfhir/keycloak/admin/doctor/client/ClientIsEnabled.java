package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** Is it let in at all? */
final class ClientIsEnabled implements ClientCheck {

    @Override
    public String code() {
        return "client-enabled";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        ClientModel client = examined.client();
        return Stream.of(
                Problem.onlyIf(!client.isEnabled(), Problem.warning("It is disabled, so it gets no token.",
                        "Enable it, if it is still in use.")),
                Problem.onlyIf(client.isBearerOnly(), Problem.error("It is bearer-only, so it gets no token.",
                        "Switch that off.")),
                Problem.onlyIf(isWithoutAccount(examined), Problem.error(
                        "The user of its service account is missing or disabled, so it gets no token.",
                        "Enable that user, or switch Service accounts roles off and on.")))
                .flatMap(problems -> problems);
    }

    private static boolean isWithoutAccount(ExaminedClient examined) {
        if (!examined.client().isServiceAccountsEnabled() || examined.client().isPublicClient()) {
            return false;
        }
        UserModel account = examined.session().users().getServiceAccount(examined.client());
        return account == null || !account.isEnabled();
    }
}
