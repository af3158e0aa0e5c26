package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.ceiling.RegisteredPart;
import java.util.stream.Stream;

/** Are users asked what the app may see? */
final class UsersAreAsked implements ClientCheck {

    @Override
    public String code() {
        return "client-consent";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        if (examined.client().isConsentRequired() || !examined.isApp()) {
            return Stream.empty();
        }
        String mend = "Switch Consent required on, unless the app is the institution's own.";
        if (examined.client().getAttribute(RegisteredPart.REGISTERED) != null) {
            return Stream.of(Problem.error("It registered itself, and its users are not asked what it may see.", mend));
        }
        return Problem.onlyIf(examined.client().isPublicClient(), Problem.warning(
                "It is a public app, and its users are not asked what it may see.", mend));
    }
}
