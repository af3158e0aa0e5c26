package dev.smartfhir.keycloak.registration;

import jakarta.ws.rs.WebApplicationException;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/** Runs a registration so that a refusal is told as RFC 7591 wants it and leaves nothing half done behind. */
final class Judged {

    private Judged() {
    }

    static <T> T by(KeycloakSession session, Supplier<T> registration) {
        try {
            return registration.get();
        } catch (InvalidMetadata refused) {
            session.getTransactionManager().setRollbackOnly();
            throw refused.asResponse();
        } catch (WebApplicationException refused) {
            session.getTransactionManager().setRollbackOnly();
            throw refused;
        }
    }
}
