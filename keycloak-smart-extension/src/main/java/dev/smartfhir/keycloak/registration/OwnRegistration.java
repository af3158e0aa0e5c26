package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.startup.Seams;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.oidc.OIDCClientRepresentation;
import org.keycloak.services.ErrorResponseException;

/** What clients register and change of themselves, without an administrator. */
final class OwnRegistration {

    private final KeycloakSession session;
    private final StockRegistration stock;

    OwnRegistration(KeycloakSession session, StockRegistration stock) {
        this.session = session;
        this.stock = stock;
    }

    Response createApp(Members members, String scope) {
        requireLive();
        AppScopes scopes = AppScopes.decide(scope, RegistrationList.of(realm()));
        SmartDetails.registered(stock.getEvent(), scopes.names(), scope, scopes.text());
        if (members.has("client_id")) {
            throw InvalidMetadata.of("The member client_id is for this server to choose");
        }
        AppMetadata app = AppMetadata.read(members, ServerAddress.of(session));
        TrustedHosts.requireHosts(realm(), stock.getAuth().resolveRegistrationAuth(), app.redirectUris());
        return stock.createApp(app, scopes);
    }

    /** Stock code gives a new client the realm's default client scopes, whatever they are. */
    Response createOrdinary(OIDCClientRepresentation asked) {
        Response response = stock.createOIDC(asked);
        if (response.getEntity() instanceof OIDCClientRepresentation told) {
            RegisteredApp.takeSmartScopes(realm().getClientByClientId(told.getClientId()));
            told.setScope(OrdinaryScopes.in(told.getScope()));
        }
        return response;
    }

    Response changeApp(ClientModel client, RegisteredApp app, Members members) {
        requireLive();
        RegistrationList list = RegistrationList.of(realm()).leftTo(client);
        AppScopes scopes = members.text("scope").map(text -> AppScopes.decide(text, list)).orElse(null);
        if (scopes != null && !client.isConsentRequired() && scopes.areMoreThan(client)) {
            throw InvalidMetadata.of("No user is asked about this app, because an administrator trusts it; so only he "
                    + "gives it more scopes");
        }
        AppMetadata metadata = AppMetadata.read(members, ServerAddress.of(session));
        TrustedHosts.requireHosts(realm(), stock.getAuth().getRegistrationAuth(), metadata.redirectUris());
        stock.getEvent().detail(SmartDetails.EVENT, SmartDetails.REGISTRATION);
        if (scopes != null) {
            SmartDetails.registered(stock.getEvent(), scopes.names(), members.text("scope").orElse(""), scopes.text());
        }
        return stock.changeApp(client, app, members.text("client_id").orElse(null), metadata, scopes);
    }

    /** A client that is no registered app: it becomes none by a change, and gets no wider by one. */
    Response changeOther(ClientModel client, Members members) {
        boolean smart = AssignedScopes.of(client).areSmart();
        if (members.text("scope").filter(AppScopes::areSmart).isPresent()) {
            throw InvalidMetadata.of(smart ? "Only an administrator may change the scopes of a client that he made"
                    : "This client was registered without SMART scopes; an app that wants some registers anew");
        }
        UnwidenedClient before = smart ? new UnwidenedClient(session, client) : null;
        Response response = stock.changeOrdinary(client.getClientId(), members.asStock());
        if (smart) {
            before.requireUnwidened();
        } else {
            RegisteredApp.takeSmartScopes(client);
        }
        return response;
    }

    private void requireLive() {
        if (!Seams.broken(session.getKeycloakSessionFactory()).isEmpty()) {
            throw new ErrorResponseException("temporarily_unavailable", "SMART on FHIR is not fully active on this "
                    + "server, so it registers no SMART apps; its log says why", Response.Status.SERVICE_UNAVAILABLE);
        }
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
