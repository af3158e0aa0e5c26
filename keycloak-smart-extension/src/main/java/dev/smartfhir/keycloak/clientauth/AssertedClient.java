package dev.smartfhir.keycloak.clientauth;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The client that an assertion claims to be, before anything of it is believed. */
public final class AssertedClient {

    private AssertedClient() {
    }

    /** The client that the form's assertion names as its subject; empty without an assertion or such a client. */
    public static Optional<ClientModel> in(MultivaluedMap<String, String> form, KeycloakSession session,
            RealmModel realm) {
        return Optional.ofNullable(form.getFirst(OAuth2Constants.CLIENT_ASSERTION)).map(AssertedClient::subject)
                .map(id -> session.clients().getClientByClientId(realm, id));
    }

    private static String subject(String compact) {
        try {
            return ClientAssertion.read(compact).claim("sub");
        } catch (InvalidClient unreadable) {
            return null;
        }
    }
}
