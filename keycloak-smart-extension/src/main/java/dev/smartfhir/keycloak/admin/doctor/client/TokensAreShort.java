package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Do its tokens end soon? */
final class TokensAreShort implements ClientCheck {

    private static final int BACKEND = 300;
    private static final int APP = 3600;

    @Override
    public String code() {
        return "client-token-lifetime";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        String own = examined.attribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN);
        int seconds = own.matches("[0-9]{1,9}") ? Integer.parseInt(own) : examined.realm().getAccessTokenLifespan();
        int longest = examined.isBackendService() ? BACKEND : APP;
        return Problem.onlyIf(seconds > longest, Problem.warning("Its access tokens may live " + seconds
                + " seconds; this module cuts those with SMART scopes to " + longest + ".",
                "Set the access token lifespan of the client or the realm to at most " + longest + " seconds."));
    }
}
