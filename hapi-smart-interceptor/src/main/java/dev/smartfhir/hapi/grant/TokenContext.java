package dev.smartfhir.hapi.grant;

import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * For whom a token is, beside its scopes.
 *
 * @param patient the id of the patient in its launch context (CTX-16)
 * @param user    the resource of this server that is its user (ID-01)
 * @param access  what that user may access, by letter and type
 */
public record TokenContext(
        Optional<String> patient,
        Optional<FhirUser> user,
        BiFunction<FhirUser, Need, UserAccess> access) {

    /** Nobody: a token of a client that acts for itself. */
    public static TokenContext none() {
        return new TokenContext(Optional.empty(), Optional.empty(), (user, need) -> UserAccess.nothing());
    }
}
