package dev.smartfhir.endtoend.fuzz.oracle;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an access token says.
 *
 * @param patient the patient in context, an id, or null
 * @param fhirUser {@code Type/id} of the user, or null
 * @param readsOwnUser whether {@code openid fhirUser} are granted as well
 */
public record FuzzToken(List<FuzzScope> scopes, String patient, String fhirUser, boolean readsOwnUser) {

    /** The token that may do everything. */
    public static final FuzzToken ALL = new FuzzToken(
            List.of(FuzzScope.of("system", "*", "cruds")), null, null, false);

    public String scope() {
        return scopes.stream().map(FuzzScope::toString).collect(Collectors.joining(" "))
                + (readsOwnUser ? " openid fhirUser" : "");
    }

    @Override
    public String toString() {
        return "scope=\"" + scope() + "\" patient=" + patient + " fhirUser=" + fhirUser;
    }
}
