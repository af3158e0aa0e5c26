package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.picker.encounter.EncounterPickerFactory;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The consent that an authorization waits for, or has.
 *
 * @param decision what the user could grant, and on which patient
 * @param grant the grant if he says yes to everything
 * @param asked what he is asked
 * @param remembered what he decided up to now; empty if nothing
 * @param demanded whether he must be asked whatever he decided before
 */
public record PendingConsent(Decision decision, UserGrant grant, AskedScopes asked, Optional<Consent> remembered,
        boolean demanded) {

    /**
     * The consent for an authorization; empty where none is needed, because the client requires none, and where there
     * is nothing to ask about yet, because a choice before it is still to be made or nothing can be granted.
     */
    static Optional<PendingConsent> of(KeycloakSession session, AuthenticationSessionModel authentication,
            UserModel user) {
        return authentication.getClient().isConsentRequired()
                ? Decision.of(session, authentication, user)
                        .filter(decision -> !decision.needsEncounter()
                                || !isAsked(authentication.getRealm(), EncounterPickerFactory.ID))
                        .flatMap(decision -> of(session, authentication, user, decision))
                : Optional.empty();
    }

    private static Optional<PendingConsent> of(KeycloakSession session, AuthenticationSessionModel authentication,
            UserModel user, Decision decision) {
        return Optional.of(decision)
                .filter(known -> !known.needsPatient())
                .filter(known -> !known.request().isEhrLaunch() || known.mayUseLaunch())
                .map(known -> read(session, authentication, user, known, known.grant()))
                .filter(pending -> !pending.grant.scopes().isEmpty() || !pending.grant.ordinary().isEmpty());
    }

    private static boolean isAsked(RealmModel realm, String action) {
        RequiredActionProviderModel model = realm.getRequiredActionProviderByAlias(action);
        return model != null && model.isEnabled();
    }

    private static PendingConsent read(KeycloakSession session, AuthenticationSessionModel authentication,
            UserModel user, Decision decision, UserGrant grant) {
        ClientModel client = authentication.getClient();
        boolean ours = ConsentActionFactory.isEnabled(authentication.getRealm());
        if (!ours) {
            keepTextsOfStockPage(session, authentication);
        }
        ConsentTexts texts = new ConsentTexts(client);
        ConsentServer server = ConsentServer.of(client.getRealm(), grant.fhirBase());
        ScopeSet rememberable = ScopeSet.of(grant.scopes().stream().filter(scope -> !(scope instanceof ResourceScope)
                || texts.canKeep(server.decided(true, scope.text()).text())).toList());
        UserGrant possible = grant.narrowedTo(rememberable, grant.ordinary());
        return new PendingConsent(decision, possible, AskedScopes.of(possible, client, ours),
                new ConsentStore(session, client, user, grant.fhirBase()).read(),
                ours && Prompt.demandsConsent(authentication, user.getId()));
    }

    /** Keycloak's own page remembers ids; what they mean is kept here. */
    private static void keepTextsOfStockPage(KeycloakSession session, AuthenticationSessionModel authentication) {
        ClientModel client = authentication.getClient();
        PendingAuthorization pending = PendingAuthorization.of(authentication).orElseThrow();
        ConsentServer server = ConsentServer.of(client.getRealm(), pending.fhirBase());
        for (Scope scope : pending.scopes()) {
            String shown = ShownScopes.of(session, client, authentication.getAuthenticatedUser(), scope).toString();
            if (!shown.isBlank()) {
                new ConsentTexts(client).keep(server.decided(true, shown));
            }
        }
    }

    /** Whether the user must be asked before anything is granted. */
    boolean isUndecided() {
        return demanded || remembered.isEmpty() || asked.isUndecidedBy(remembered.get());
    }

    /**
     * What a client gets at the end of a login: where it requires consent, the grant as far as the user consented.
     *
     * @param decision what the user could grant, taken before the launch was used up
     * @throws Refusal {@code access_denied} if the user was not asked about something, or refused all data
     */
    public static UserGrant narrow(KeycloakSession session, AuthenticationSessionModel authentication, UserModel user,
            Decision decision) {
        ClientModel client = authentication.getClient();
        if (!client.isConsentRequired()) {
            return decision.grant();
        }
        PendingConsent pending = of(session, authentication, user, decision)
                .filter(known -> !known.isUndecided())
                .orElseThrow(() -> Refusal.accessDenied("The user has not consented to what the app asks for"));
        return pending.remembered.orElseThrow().narrow(pending.grant, AskedScopes.displayed(client));
    }
}
