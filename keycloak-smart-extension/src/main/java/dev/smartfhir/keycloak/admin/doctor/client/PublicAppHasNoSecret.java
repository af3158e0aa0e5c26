package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;

/** Is a public app without secrets? */
final class PublicAppHasNoSecret implements ClientCheck {

    @Override
    public String code() {
        return "client-public-secret";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return Problem.onlyIf(examined.client().isPublicClient() && examined.client().getSecret() != null
                && !examined.client().getSecret().isEmpty(), Problem.warning(
                "It is public, and has a secret that was perhaps given to the app.",
                "Take that secret out of the app; it proves nothing."));
    }
}
