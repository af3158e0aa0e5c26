package dev.smartfhir.hapi.user;

/**
 * Says what the user of a token may access, as {@code user/} scopes give no more than the user has (D-20, SCO-24).
 *
 * <p>A Spring bean of this type takes the place of the default. It is asked only where a {@code user/} scope covers the
 * letter on the type and the token names a user of this server, at most once for each letter and type of a request,
 * and before anything is done. What it throws fails the request.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#user-level-scopes">
 *      SMART App Launch 2.2, User-level scopes</a>
 */
@FunctionalInterface
public interface UserAccessPolicy {

    /** What the user may access; never more than the hospital lets this user see by any other way. */
    UserAccess accessOf(UserAccessRequest request);

    /** The policy that one request is judged by; it may remember what it found out for that request. */
    default UserAccessPolicy forOneRequest() {
        return this;
    }
}
