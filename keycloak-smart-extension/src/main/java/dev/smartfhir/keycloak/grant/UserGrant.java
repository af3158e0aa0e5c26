package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;

/**
 * What one authorization gave to one app: scopes, FHIR server and launch context of <em>this</em> grant. It waits for
 * its code to be redeemed, and then lives on as a claim of its own signed refresh token, never in a session.
 *
 * @param userId the internal id of the user who authorized
 * @param scopes the SMART scopes granted, in full: narrowing on refresh does not change the grant (D-28)
 * @param ordinary the other scopes granted, such as {@code openid}, in the order asked for
 * @param fhirBase the FHIR server that the tokens are for, their one audience; {@code null} where no SMART
 *     scope needs one
 * @param context the launch context
 */
public record UserGrant(String userId, ScopeSet scopes, List<String> ordinary, String fhirBase,
        LaunchContext context) {

    /** The claim of a refresh token that holds the grant. */
    public static final String CLAIM = "smart_grant";

    private static final String USER = "user";
    private static final String SCOPE = "scope";
    private static final String ORDINARY = "ordinary";
    private static final String FHIR_BASE = "aud";
    private static final String CONTEXT = "context";

    /** Copies the list. */
    public UserGrant {
        ordinary = List.copyOf(ordinary);
    }

    /** Reads what {@link #toClaim()} wrote, out of a store or token of this server; empty where there is none. */
    @SuppressWarnings("unchecked")
    public static Optional<UserGrant> fromClaim(Object claim) {
        if (!(claim instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return Optional.of(new UserGrant((String) map.get(USER), ScopeSet.parse((String) map.get(SCOPE)),
                (List<String>) map.get(ORDINARY), (String) map.get(FHIR_BASE),
                LaunchContext.fromClaims((Map<String, Object>) map.get(CONTEXT))));
    }

    public Map<String, Object> toClaim() {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put(USER, userId);
        claim.put(SCOPE, scopes.toString());
        claim.put(ORDINARY, ordinary);
        claim.put(FHIR_BASE, fhirBase);
        claim.put(CONTEXT, context.claims());
        return claim;
    }

    /** The same grant with fewer scopes, for one token. */
    public UserGrant narrowedTo(ScopeSet fewer, List<String> fewerOrdinary) {
        return new UserGrant(userId, fewer, fewerOrdinary, fhirBase, context);
    }

    /** What stock code may resolve for this client while the request lasts. */
    public SmartGrant forClient(ClientModel client) {
        return new SmartGrant(client.getRealm().getId(), client.getId(), scopes, fhirBase);
    }

    public boolean has(NamedScope scope) {
        return ordinary.contains(scope.text());
    }

    /** Whether the grant may be renewed with a refresh token (D-28). */
    public boolean isRenewable() {
        return has(NamedScope.OFFLINE_ACCESS) || has(NamedScope.ONLINE_ACCESS);
    }

    /** The {@code scope} value: ordinary scopes first, then the SMART scopes in their shortest form. */
    public String scope() {
        return Stream.concat(ordinary.stream(), scopes.stream().map(Object::toString))
                .collect(Collectors.joining(" "));
    }

    /** Leaves user and context out. */
    @Override
    public String toString() {
        return "UserGrant[" + scope() + "]";
    }
}
