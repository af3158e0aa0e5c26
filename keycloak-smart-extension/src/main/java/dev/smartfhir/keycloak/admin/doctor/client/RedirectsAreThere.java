package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;

/** Is it known where the app is? */
final class RedirectsAreThere implements ClientCheck {

    @Override
    public String code() {
        return "client-redirect-missing";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return Problem.onlyIf(examined.isApp() && examined.client().isStandardFlowEnabled()
                && examined.client().getRedirectUris().isEmpty(), Problem.error(
                "It has no redirect URI, so nobody can log in.", "Register the app's redirect URI."));
    }
}
