package dev.smartfhir.keycloak.authorization.request;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.ceiling.Ceilings;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.ScopeRequest;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;

/**
 * What a client may have at most of the scopes that it asks for at the authorization endpoint (D-25, D-26).
 *
 * @param asked the scopes asked for
 * @param smart the SMART scopes within the client's ceilings, without those of {@code system/}
 * @param ordinary the other scopes that are assigned to the client, and {@code openid}
 */
record RequestedScopes(ScopeRequest asked, ScopeSet smart, List<String> ordinary) {

    private static final String LAUNCH = "launch";

    /** @throws Refusal {@code invalid_scope} if a scope is malformed or none remains */
    static RequestedScopes read(AuthorizationParameters parameters, ClientModel client) {
        AssignedScopes assigned = AssignedScopes.of(client);
        Set<String> known = new HashSet<>(assigned.requestable().keySet());
        known.addAll(assigned.appliedUnasked().keySet());
        return decide(ScopeRequest.read(parameters.get("scope").orElse(null)), Ceilings.forAnyUser(client), known);
    }

    static RequestedScopes decide(ScopeRequest asked, ScopeSet ceilings, Set<String> assigned) {
        if (asked.isEmpty()) {
            throw Refusal.invalidScope("The parameter scope is required: name the scopes, such as openid fhirUser "
                    + "launch/patient patient/*.rs");
        }
        ScopeSet system = asked.system();
        ScopeSet smart = asked.smart().filter(scope -> system.stream().noneMatch(scope::equals)).intersect(ceilings);
        List<String> ordinary = asked.ordinary().stream()
                .filter(name -> name.equals(NamedScope.OPENID.text()) || assigned.contains(name))
                .toList();
        if (smart.isEmpty() && ordinary.isEmpty()) {
            throw Refusal.invalidScope(asked.smart().equals(system) && !system.isEmpty()
                    ? "system/ scopes are granted by client_credentials only"
                    : "None of the scopes asked for is within this client's client scopes: an administrator would "
                            + "have to assign it one that covers " + first(asked, system));
        }
        return new RequestedScopes(asked, smart, ordinary);
    }

    /** Whether the request is one of SMART: it asks for a SMART scope, or for {@code fhirUser}. */
    boolean areSmart() {
        return !asked.smart().isEmpty() || asked.ordinary().contains(NamedScope.FHIR_USER.text());
    }

    /** @throws Refusal if the scope {@code launch} and the parameter of that name do not come together (LCH-08) */
    void checkLaunch(boolean parameter) {
        boolean askedFor = asked.smart().stream().anyMatch(RequestedScopes::isLaunch);
        boolean allowed = smart.stream().anyMatch(RequestedScopes::isLaunch);
        if (parameter && !askedFor) {
            throw Refusal.invalidScope("The parameter launch needs the scope launch");
        }
        if (parameter && !allowed) {
            throw Refusal.invalidScope("The scope launch is not within this client's client scopes: an administrator "
                    + "would have to assign it the client scope launch");
        }
        if (askedFor && !parameter) {
            throw Refusal.invalidRequest("The scope launch needs the parameter launch of an EHR launch; a standalone "
                    + "launch asks for launch/patient");
        }
    }

    private static boolean isLaunch(Object scope) {
        return scope.toString().equals(LAUNCH);
    }

    private static String first(ScopeRequest asked, ScopeSet system) {
        return asked.smart().stream().filter(scope -> system.stream().noneMatch(scope::equals)).map(Object::toString)
                .findFirst().orElseGet(() -> asked.ordinary().get(0));
    }
}
