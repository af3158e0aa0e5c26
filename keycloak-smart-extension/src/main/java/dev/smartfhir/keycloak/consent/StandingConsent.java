package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The consent of this moment, against which tokens are issued and introspected: what a user took back is gone from
 * every grant, and what he allowed later is added to none.
 */
public final class StandingConsent {

    private static final StandingConsent NOT_NEEDED = new StandingConsent(false, Optional.empty(), Set.of());

    private final boolean needed;
    private final Optional<Consent> consent;
    private final Set<String> asked;

    private StandingConsent(boolean needed, Optional<Consent> consent, Set<String> asked) {
        this.needed = needed;
        this.consent = consent;
        this.asked = asked;
    }

    /**
     * Reads what a user consented to; nothing is needed where the client requires no consent.
     *
     * @param fhirBase the FHIR server of the grant; {@code null} where it has none
     */
    public static StandingConsent now(KeycloakSession session, ClientModel client, UserModel user, String fhirBase) {
        return client.isConsentRequired()
                ? required(new ConsentStore(session, client, user, fhirBase).read(), AskedScopes.displayed(client))
                : NOT_NEEDED;
    }

    /** For a client that requires none. */
    public static StandingConsent notNeeded() {
        return NOT_NEEDED;
    }

    static StandingConsent required(Optional<Consent> consent, Set<String> asked) {
        return new StandingConsent(true, consent, asked);
    }

    /**
     * What of a grant the user still consents to.
     *
     * @throws Refusal {@code invalid_grant} if he took back everything
     */
    public UserGrant narrow(UserGrant grant) {
        return needed ? known().narrow(grant, asked) : grant;
    }

    /** @throws Refusal {@code invalid_grant} if the user took back that the app may renew a grant by itself */
    public void requireRenewal(UserGrant grant) {
        if (grant.isRenewable() && !narrow(grant).isRenewable()) {
            throw Refusal.invalidGrant("The user no longer consents to access that the app renews by itself");
        }
    }

    /** Whether the user still consents to all data that these scopes give access to. */
    public boolean covers(ScopeSet scopes) {
        return !needed || consent.filter(known ->
                known.granted().set().covers(scopes.filter(ResourceScope.class::isInstance))).isPresent();
    }

    private Consent known() {
        return consent.orElseThrow(() -> Refusal.invalidGrant("The user no longer consents to what the app may do"));
    }
}
