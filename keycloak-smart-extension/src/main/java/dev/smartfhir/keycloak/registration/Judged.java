package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.events.ToldReason;
import jakarta.ws.rs.WebApplicationException;
import java.util.function.Function;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;

/**
 * Runs a registration so that a refusal is told as RFC 7591 wants it, is seen in Keycloak's events, and leaves nothing
 * half done behind.
 */
final class Judged {

    private Judged() {
    }

    static <T> T by(KeycloakSession session, ClientRegistrationProvider provider, EventType kind,
            Function<RegistrationCaller, T> registration) {
        try {
            provider.getEvent().event(kind);
            return registration.apply(RegistrationCaller.of(session, provider.getAuth()));
        } catch (InvalidMetadata refused) {
            session.getTransactionManager().setRollbackOnly();
            provider.getEvent().detail(SmartDetails.EVENT, SmartDetails.REGISTRATION)
                    .detail(Details.REASON, ToldReason.of(refused.getMessage())).error(refused.error());
            throw refused.asResponse();
        } catch (WebApplicationException refused) {
            session.getTransactionManager().setRollbackOnly();
            throw refused;
        }
    }
}
