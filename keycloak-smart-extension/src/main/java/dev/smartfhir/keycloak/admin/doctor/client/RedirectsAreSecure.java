package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClearHttp;
import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;

/** Does a code go there unseen? */
final class RedirectsAreSecure implements ClientCheck {

    @Override
    public String code() {
        return "client-redirect-http";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return examined.client().getRedirectUris().stream().filter(ClearHttp::isIn).sorted().limit(1)
                .map(uri -> Problem.error("The redirect URI " + uri + " is http: codes go there in the clear.",
                        "Serve the app by https, and register that URI."));
    }
}
