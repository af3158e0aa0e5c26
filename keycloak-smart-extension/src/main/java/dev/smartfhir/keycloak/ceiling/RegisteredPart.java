package dev.smartfhir.keycloak.ceiling;

import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;

/**
 * How far a client scope counts for a client that registered itself: the scopes that it registered for, separated by
 * spaces, in the client attribute {@value #PREFIX}<em>id of the client scope</em>. A client scope that an administrator
 * assigned has no such attribute and counts in full.
 */
public final class RegisteredPart {

    /** The beginning of the attributes' names; the internal id of a realm client scope follows. */
    public static final String PREFIX = "smart.registered.";

    private RegisteredPart() {
    }

    /** Empty for a client scope that counts in full. */
    public static Optional<String> of(ClientModel client, ClientScopeModel assigned) {
        return Optional.ofNullable(client.getAttribute(PREFIX + assigned.getId()));
    }

    /** What is left of a ceiling, placeholders filled or left out: what this part and it both allow. */
    static ScopeSet narrowed(Optional<String> part, Scope ceiling) {
        ScopeSet whole = ScopeSet.of(List.of(ceiling));
        return part.map(text -> ScopeSet.readable(text)
                .filter(scope -> Ceiling.read(scope.text()).filter(read -> !read.hasPlaceholder()).isPresent())
                .intersect(whole)).orElse(whole);
    }
}
