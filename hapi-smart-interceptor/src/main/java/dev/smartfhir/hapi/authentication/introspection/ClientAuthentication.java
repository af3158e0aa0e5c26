package dev.smartfhir.hapi.authentication.introspection;

import dev.smartfhir.hapi.config.IntrospectionProperties;
import dev.smartfhir.hapi.config.InvalidSmartProperty;
import java.time.Clock;
import java.util.Map;

/**
 * How this server proves who it is when it asks about a token.
 */
interface ClientAuthentication {

    /** Header fields of the next question. */
    Map<String, String> headers();

    /** Form fields of the next question. */
    Map<String, String> parameters();

    /**
     * The configured way.
     *
     * @param property the prefix of the properties, for messages
     * @param issuer whom it is proved to
     * @throws InvalidSmartProperty where the key cannot be used
     */
    static ClientAuthentication of(String property, String issuer, IntrospectionProperties configured, Clock clock) {
        return configured.clientSecret().<ClientAuthentication>map(
                secret -> new SecretAuthentication(configured.clientId(), secret))
                .orElseGet(() -> new KeyAuthentication(configured.clientId(), issuer,
                        AssertionKey.read(property + ".client-key", configured.clientKey().orElseThrow()), clock));
    }
}
