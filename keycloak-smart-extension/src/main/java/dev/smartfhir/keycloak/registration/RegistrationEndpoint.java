package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.events.SmartDetails;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.clientregistration.ClientRegistrationAuth;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;
import org.keycloak.services.clientregistration.ClientRegistrationService;
import org.keycloak.services.resources.RealmsResource;

/**
 * The registration endpoint {@code /realms/{realm}/clients-registrations/openid-connect}. A registration whose
 * {@code scope} holds a SMART scope, and every change of an app registered so, is judged here; all others, and those of
 * administrators, are stock Keycloak's.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-3">RFC 7591, section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7592.html#section-2">RFC 7592, section 2</a>
 */
public class RegistrationEndpoint implements ClientRegistrationProvider {

    private final KeycloakSession session;
    private final StockRegistration stock;
    private final OwnRegistration self;

    RegistrationEndpoint(KeycloakSession session) {
        this.session = session;
        this.stock = new StockRegistration(session);
        this.self = new OwnRegistration(session, stock);
    }

    /** Whether SMART apps can register themselves in this realm. */
    public static boolean isOpen(RealmModel realm) {
        return RegistrationList.of(realm).isOpen();
    }

    /** The endpoint's address, with the base URL under which clients know Keycloak. */
    public static String url(URI base, RealmModel realm) {
        return UriBuilder.fromUri(base).path(RealmsResource.class).path(RealmsResource.class, "getClientsService")
                .path(ClientRegistrationService.class, "provider")
                .build(realm.getName(), OIDCLoginProtocol.LOGIN_PROTOCOL).toString();
    }

    @OPTIONS
    public Response preflight() {
        return stock.preflight();
    }

    @OPTIONS
    @Path("{clientId}")
    public Response preflightClient() {
        return stock.preflightClient();
    }

    /** Registers an app. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response create(String body) {
        return Judged.by(session, this, EventType.CLIENT_REGISTER, caller -> {
            Members members = Members.read(body);
            String scope = members.text("scope").orElse("");
            if (caller.isAdministrator()) {
                return stock.createOIDC(members.asStock());
            }
            return AppScopes.areSmart(scope) ? self.createApp(members, scope)
                    : self.createOrdinary(members.asStock());
        });
    }

    /** Tells an app how it is registered. */
    @GET
    @Path("{clientId}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response read(@PathParam("clientId") String clientId) {
        return Judged.by(session, this, EventType.CLIENT_INFO, caller -> {
            ClientModel client = client(clientId);
            Optional<RegisteredApp> app = RegisteredApp.of(client);
            return app.isPresent() && caller.isClient(client) ? stock.readApp(client, app.get())
                    : stock.getOIDC(clientId);
        });
    }

    /** Changes an app's registration as a whole. */
    @PUT
    @Path("{clientId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("clientId") String clientId, String body) {
        return Judged.by(session, this, EventType.CLIENT_UPDATE, caller -> {
            ClientModel client = client(clientId);
            Members members = Members.read(body);
            if (!caller.isClient(client)) {
                return stock.changeOrdinary(clientId, members.asStock());
            }
            Optional<RegisteredApp> app = RegisteredApp.of(client);
            return app.isPresent() ? self.changeApp(client, app.get(), members) : self.changeOther(client, members);
        });
    }

    /** Ends a registration. */
    @DELETE
    @Path("{clientId}")
    public Response delete(@PathParam("clientId") String clientId) {
        return Judged.by(session, this, EventType.CLIENT_DELETE, caller -> {
            RegisteredApp.of(client(clientId)).ifPresent(app ->
                    getEvent().detail(SmartDetails.EVENT, SmartDetails.REGISTRATION));
            return stock.deleteOIDC(clientId);
        });
    }

    private ClientModel client(String clientId) {
        return realm().getClientByClientId(clientId);
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    @Override
    public void setAuth(ClientRegistrationAuth auth) {
        stock.setAuth(auth);
    }

    @Override
    public ClientRegistrationAuth getAuth() {
        return stock.getAuth();
    }

    @Override
    public void setEvent(EventBuilder event) {
        stock.setEvent(event);
    }

    @Override
    public EventBuilder getEvent() {
        return stock.getEvent();
    }

    @Override
    public void close() {
        stock.close();
    }
}
