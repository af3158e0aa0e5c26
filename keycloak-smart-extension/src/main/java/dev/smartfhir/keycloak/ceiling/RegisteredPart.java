package dev.smartfhir.keycloak.ceiling;

import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;

/**
 * How far the client scopes of a client that registered itself count: as far as the scopes that it registered for,
 * which its attribute {@value #REGISTERED} holds, separated by spaces. A client scope that an administrator assigned to
 * it counts in full, which the attribute {@value #ASSIGNED}<em>id of the client scope</em> says.
 */
public final class RegisteredPart {

    /** The client attribute with the scopes that a client registered itself for. */
    public static final String REGISTERED = "smart.registered";
    /** The beginning of the attributes' names; the internal id of a realm client scope follows. */
    public static final String ASSIGNED = "smart.assigned.";

    /** The beginning of the attributes that name client scopes of the realm which an administrator took away. */
    public static final String REMOVED = "smart.removed.";

    private RegisteredPart() {
    }

    /** What bounds a client scope of a client; empty for one that counts in full. */
    public static Optional<String> bound(ClientModel client, ClientScopeModel assigned) {
        return isByAdministrator(client, assigned) ? Optional.empty()
                : Optional.ofNullable(client.getAttribute(REGISTERED));
    }

    /** Whether an administrator assigned a client scope to a client that registered itself. */
    public static boolean isByAdministrator(ClientModel client, ClientScopeModel assigned) {
        return client.getAttribute(ASSIGNED + assigned.getId()) != null;
    }

    /** Whether an administrator took a client scope from a client that registered itself, so that it stays without. */
    public static boolean isRemovedByAdministrator(ClientModel client, ClientScopeModel removed) {
        return client.getAttribute(REMOVED + removed.getId()) != null;
    }

    /** What is left of a ceiling, placeholders filled or left out: what its bound and it both allow. */
    public static ScopeSet narrowed(Optional<String> bound, Scope ceiling) {
        ScopeSet whole = ScopeSet.of(List.of(ceiling));
        return bound.map(text -> ScopeSet.readable(text)
                .filter(scope -> Ceiling.read(scope.text()).filter(read -> !read.hasPlaceholder()).isPresent())
                .intersect(whole)).orElse(whole);
    }
}
