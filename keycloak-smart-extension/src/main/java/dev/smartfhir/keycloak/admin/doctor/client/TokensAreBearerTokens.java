package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Do FHIR servers take its tokens as they are? */
final class TokensAreBearerTokens implements ClientCheck {

    @Override
    public String code() {
        return "client-bound-tokens";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return Stream.of(OIDCConfigAttributes.DPOP_BOUND_ACCESS_TOKENS, OIDCConfigAttributes.USE_MTLS_HOK_TOKEN)
                .filter(name -> "true".equals(examined.attribute(name)))
                .map(name -> Problem.error("Its tokens are bound to a key (" + name + "), and FHIR servers with the "
                        + "interceptor refuse such tokens.", "Switch that off in the client's settings."));
    }
}
