package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.Set;
import java.util.stream.Stream;

/** Does a code go only where the app is? */
final class RedirectsAreExact implements ClientCheck {

    @Override
    public String code() {
        return "client-redirect-wildcard";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        Set<String> uris = examined.client().getRedirectUris();
        long wildcards = uris.stream().filter(uri -> uri.contains("*")).count();
        String mend = "Write each redirect URI in full.";
        return !examined.client().isStandardFlowEnabled() || wildcards == 0 ? Stream.empty()
                : Stream.of(wildcards == uris.size()
                        ? Problem.error("All its redirect URIs have wildcards, which do not count for SMART clients, "
                                + "so "
                                + "nobody can log in.", mend)
                        : Problem.warning("A redirect URI has a wildcard, which does not count for a SMART client.",
                                mend));
    }
}
