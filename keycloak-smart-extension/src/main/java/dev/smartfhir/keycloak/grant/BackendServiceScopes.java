package dev.smartfhir.keycloak.grant;

import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a backend service is granted: of the {@code system/} scopes and {@code __introspect}, if it asks for them, those
 * within its ceilings; of ordinary scopes, those assigned to it. Everything else is left out, and if nothing remains,
 * the request is refused (D-25, D-26).
 *
 * @param smart the SMART scopes granted, in their shortest form
 * @param ordinary the ordinary scopes granted
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html#scopes">Backend Services, scopes</a>
 */
public record BackendServiceScopes(ScopeSet smart, List<String> ordinary) {

    /** Scopes about refresh tokens, which client credentials never get (BKS-20). */
    private static final Set<String> NEVER =
            Set.of(NamedScope.OFFLINE_ACCESS.text(), NamedScope.ONLINE_ACCESS.text());

    /**
     * Decides about a request.
     *
     * @param ceilings what the client may have at most
     * @param assigned the names of the ordinary scopes that the client may ask for
     * @param asymmetric whether the client proved itself with a private key
     * @throws Refusal {@code invalid_scope} if nothing remains
     */
    public static BackendServiceScopes decide(ScopeRequest request, ScopeSet ceilings, Set<String> assigned,
            boolean asymmetric) {
        if (request.isEmpty()) {
            throw Refusal.invalidScope("The parameter scope is required: name the scopes, such as system/Bundle.crs");
        }
        ScopeSet smart = asymmetric ? request.withoutUser().intersect(ceilings) : ScopeSet.empty();
        List<String> ordinary = request.ordinary().stream()
                .filter(name -> !NEVER.contains(name))
                .filter(name -> name.equals(NamedScope.OPENID.text()) || assigned.contains(name))
                .toList();
        if (smart.isEmpty() && ordinary.isEmpty()) {
            throw Refusal.invalidScope(reason(request, asymmetric));
        }
        return new BackendServiceScopes(smart, ordinary);
    }

    /** The {@code scope} value that stock Keycloak then resolves name by name. */
    public String text() {
        return Stream.concat(smart.stream().map(Object::toString), ordinary.stream()).collect(Collectors.joining(" "));
    }

    /** The words of a {@code scope} value in the order of the grant; words that it does not hold come last. */
    public String inOrder(String scope) {
        List<String> order = List.of(text().split(" "));
        return Stream.of(scope.split(" "))
                .sorted(Comparator.comparingInt(word -> order.contains(word) ? order.indexOf(word) : order.size()))
                .collect(Collectors.joining(" "));
    }

    private static String reason(ScopeRequest request, boolean asymmetric) {
        if (!request.withoutUser().isEmpty() && !asymmetric) {
            return "system/ scopes and __introspect are granted only to clients that authenticate with "
                    + "private_key_jwt";
        }
        if (!request.withoutUser().isEmpty()) {
            return "None of the scopes asked for is within what this client was registered for. A client scope named "
                    + request.withoutUser() + " would allow it, once assigned to the client";
        }
        return request.smart().isEmpty()
                ? "None of the scopes asked for is assigned to this client"
                : "patient/, user/ and launch scopes need a user: client_credentials grants system/ scopes only";
    }
}
