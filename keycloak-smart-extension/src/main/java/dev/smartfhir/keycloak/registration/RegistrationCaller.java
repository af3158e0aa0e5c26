package dev.smartfhir.keycloak.registration;

import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientregistration.ClientRegistrationAuth;
import org.keycloak.util.TokenUtil;

/**
 * Who calls a registration endpoint: an administrator with an access token, whose roles stock Keycloak judges; a client
 * with its registration access token; or anybody else, with an initial access token or none.
 */
public final class RegistrationCaller {

    private static final String ADMINISTRATOR = RegistrationCaller.class.getName();

    private final ClientRegistrationAuth auth;

    private RegistrationCaller(ClientRegistrationAuth auth) {
        this.auth = auth;
    }

    /** Reads the token of a request; a token that is none of this realm's is refused with status 401. */
    static RegistrationCaller of(KeycloakSession session, ClientRegistrationAuth auth) {
        auth.resolveRegistrationAuth();
        RegistrationCaller caller = new RegistrationCaller(auth);
        session.setAttribute(ADMINISTRATOR, caller.isAdministrator());
        return caller;
    }

    /** Whether the registration under way is an administrator's; false for a path to it that this module knows not. */
    public static boolean isAdministrator(KeycloakSession session) {
        return Boolean.TRUE.equals(session.getAttribute(ADMINISTRATOR));
    }

    boolean isAdministrator() {
        return auth.getJwt() != null && TokenUtil.TOKEN_TYPE_BEARER.equals(auth.getJwt().getType());
    }

    /** Whether the token is the registration access token of this client. */
    boolean isClient(ClientModel client) {
        return auth.isRegistrationAccessToken() && client != null && client.isEnabled()
                && client.getRegistrationToken() != null
                && client.getRegistrationToken().equals(auth.getJwt().getId());
    }
}
