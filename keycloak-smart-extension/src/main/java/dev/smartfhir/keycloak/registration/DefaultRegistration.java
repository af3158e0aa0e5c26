package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.client.SmartNames;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.clientregistration.DefaultClientRegistrationProvider;

/**
 * Stock Keycloak's endpoint {@code /realms/{realm}/clients-registrations/default}, which takes its own kind of
 * description: no way to SMART scopes except for administrators, and none to change an app registered for some.
 */
public class DefaultRegistration extends DefaultClientRegistrationProvider {

    DefaultRegistration(KeycloakSession session) {
        super(session);
    }

    @Override
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response createDefault(ClientRepresentation asked) {
        return Judged.by(session, this, EventType.CLIENT_REGISTER, caller -> {
            if (caller.isAdministrator()) {
                return super.createDefault(asked);
            }
            OrdinaryScopes.smartIn(asked).ifPresent(DefaultRegistration::refuse);
            Optional.ofNullable(asked.getClientTemplate()).filter(SmartNames::isSmart)
                    .ifPresent(DefaultRegistration::refuse);
            Response response = super.createDefault(asked);
            ClientRepresentation told = (ClientRepresentation) response.getEntity();
            RegisteredApp.takeSmartScopes(client(told.getClientId()));
            told.setDefaultClientScopes(OrdinaryScopes.in(told.getDefaultClientScopes()));
            told.setOptionalClientScopes(OrdinaryScopes.in(told.getOptionalClientScopes()));
            return response;
        });
    }

    @Override
    @PUT
    @Path("{clientId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response updateDefault(@PathParam("clientId") String clientId, ClientRepresentation asked) {
        return Judged.by(session, this, EventType.CLIENT_UPDATE, caller -> {
            ClientModel client = client(clientId);
            if (!caller.isClient(client)) {
                return super.updateDefault(clientId, asked);
            }
            if (RegisteredApp.of(client).isPresent()) {
                throw InvalidMetadata.of("A SMART app changes its registration at its registration_client_uri");
            }
            if (!AssignedScopes.of(client).areSmart()) {
                OrdinaryScopes.smartIn(asked).ifPresent(DefaultRegistration::refuse);
                Response response = super.updateDefault(clientId, asked);
                RegisteredApp.takeSmartScopes(client);
                return response;
            }
            UnwidenedClient before = new UnwidenedClient(session, client);
            Response response = super.updateDefault(clientId, asked);
            before.requireUnwidened();
            return response;
        });
    }

    private ClientModel client(String clientId) {
        return session.getContext().getRealm().getClientByClientId(clientId);
    }

    private static void refuse(String scope) {
        throw InvalidMetadata.of("The client scope " + scope + " is for an administrator to assign; an app registers "
                + "itself for SMART scopes at the endpoint openid-connect");
    }
}
