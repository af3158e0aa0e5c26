package dev.smartfhir.keycloak.tokens;

import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.audience.FhirServer;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.ceiling.Ceilings;
import dev.smartfhir.keycloak.consent.StandingConsent;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.picker.linked.LinkedPatients;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;

/**
 * What of a grant still stands when tokens are issued: what administrators took away since is gone, nothing is ever
 * added, and the launch context stays as it was (REF-10).
 *
 * @param grant the grant with the scopes that one token gets
 * @param fhirUser the user's own resource on the grant's FHIR server, read anew
 */
record StandingGrant(UserGrant grant, Optional<FhirUser> fhirUser) {

    /**
     * The state of client and user that a grant is held against.
     *
     * @param ceilings what the client may have at most for this user
     * @param ordinary the ordinary scopes that the client may ask for
     * @param renewable whether the client gets refresh tokens at all
     * @param fhirUser the user's own resource on the grant's FHIR server
     * @param links the ids of the patients whom the user acts for
     * @param served whether the client may still have tokens for the grant's FHIR server
     * @param consent what the user consents to
     */
    record State(ScopeSet ceilings, Set<String> ordinary, boolean renewable, Optional<FhirUser> fhirUser,
            Set<String> links, boolean served, StandingConsent consent) {

        static State now(KeycloakSession session, ClientModel client, UserModel user, UserGrant grant) {
            String fhirBase = grant.fhirBase();
            AssignedScopes assigned = AssignedScopes.of(client);
            Set<String> ordinary = new HashSet<>(assigned.requestable().keySet());
            ordinary.addAll(assigned.appliedUnasked().keySet());
            ordinary.add(NamedScope.OPENID.text());
            return new State(Ceilings.of(session, client, user), ordinary,
                    OIDCAdvancedConfigWrapper.fromClientModel(client).isUseRefreshToken(),
                    Optional.ofNullable(fhirBase)
                            .flatMap(base -> FhirUser.of(user, FhirServer.of(client.getRealm(), base))),
                    grant.context().hasPatient() ? LinkedPatients.of(session, client, user, fhirBase) : Set.of(),
                    fhirBase == null || isServed(client, fhirBase), StandingConsent.now(session, client, user, fhirBase));
        }

        private static boolean isServed(ClientModel client, String fhirBase) {
            try {
                return FhirBases.of(client.getRealm()).named(client, fhirBase).isPresent();
            } catch (Refusal noneConfigured) {
                return false;
            }
        }
    }

    /**
     * Holds a grant against the present state.
     *
     * @throws Refusal {@code temporarily_unavailable} if the FHIR server that links the user to his patients does not
     *     answer; {@code invalid_grant} if the user took back his consent, or may no longer act for the patient in
     *     context, or the client may no longer have tokens for the FHIR server; {@code invalid_scope} if nothing is left
     */
    static StandingGrant of(UserGrant given, State state) {
        UserGrant grant = state.consent().narrow(given);
        if (!state.served()) {
            throw Refusal.invalidGrant("The FHIR server of the grant is no longer one that this client may ask for");
        }
        String patient = grant.context().patient();
        if (patient != null && !FhirUser.mayActFor(patient, state.fhirUser(), state.links())) {
            throw state.links().contains(FhirUser.UNREACHABLE)
                    ? Refusal.temporarilyUnavailable("The FHIR server does not say at the moment for whom the user "
                            + "acts")
                    : Refusal.invalidGrant("The user is no longer one who acts for the patient in context");
        }
        ScopeSet scopes = StandingScopes.of(grant.scopes(), state.ceilings())
                .filter(scope -> isStanding(scope, grant, state));
        List<String> ordinary = grant.ordinary().stream().filter(name -> isStanding(name, grant, state)).toList();
        if (scopes.isEmpty() && ordinary.isEmpty()) {
            throw Refusal.invalidScope("Nothing is left of what was granted");
        }
        return new StandingGrant(grant.narrowedTo(scopes, ordinary), state.fhirUser());
    }

    /** The value of the claim {@code fhirUser} in the access token (D-20). */
    Optional<String> fhirUserOfAccessToken() {
        boolean told = grant.has(NamedScope.FHIR_USER) || grant.scopes().resourceScopes().stream()
                .anyMatch(scope -> scope.context() == Context.USER);
        return fhirUser.filter(known -> told).map(FhirUser::url);
    }

    /** The value of the claim {@code fhirUser} in the ID token (ID-09). */
    Optional<String> fhirUserOfIdToken() {
        return fhirUser.filter(known -> grant.has(NamedScope.FHIR_USER)).map(FhirUser::url);
    }

    private static boolean isStanding(Scope scope, UserGrant grant, State state) {
        return !(scope instanceof ResourceScope resource) || switch (resource.context()) {
            case PATIENT -> grant.context().hasPatient();
            case USER -> state.fhirUser().isPresent();
            case SYSTEM -> false;
        };
    }

    private static boolean isStanding(String name, UserGrant grant, State state) {
        if (name.equals(NamedScope.FHIR_USER.text())) {
            return state.fhirUser().isPresent() && state.ordinary().contains(name) && grant.has(NamedScope.OPENID);
        }
        boolean aboutRefresh =
                name.equals(NamedScope.OFFLINE_ACCESS.text()) || name.equals(NamedScope.ONLINE_ACCESS.text());
        return state.ordinary().contains(name) && (state.renewable() || !aboutRefresh);
    }
}
