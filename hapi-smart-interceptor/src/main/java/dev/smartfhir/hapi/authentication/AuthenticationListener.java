package dev.smartfhir.hapi.authentication;

/**
 * Is told how access tokens fare, for those who count it.
 *
 * <p>It must not throw. An issuer is one of the configured ones, or {@link #UNKNOWN_ISSUER}.
 */
public interface AuthenticationListener {

    /** In place of an issuer that is not configured, or that a token does not name. */
    String UNKNOWN_ISSUER = "unknown";

    /** Takes note of nothing. */
    AuthenticationListener NONE = new AuthenticationListener() {
    };

    /** What came of verifying a token. */
    enum Verification {
        /** It is good. */
        GOOD,
        /** It is not good. */
        REFUSED,
        /** That could not be found out. */
        UNAVAILABLE
    }

    /** What came of asking an issuer about a token, or of not having to. */
    enum Introspection {
        /** The issuer says that it is active. */
        ACTIVE,
        /** The issuer says that it is not active, or nothing that makes it an access token. */
        INACTIVE,
        /** The issuer could not be asked. */
        UNAVAILABLE,
        /** A remembered answer was taken. */
        CACHED
    }

    /** A token was verified that had not been remembered. */
    default void verified(String issuer, Verification result) {
    }

    /** The keys of an issuer were read, or could not be. */
    default void keysRead(String issuer, boolean read) {
    }

    /** A token was introspected, or did not have to be. */
    default void introspected(String issuer, Introspection result) {
    }
}
