package dev.smartfhir.hapi.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Turns what the operator wrote about introspection at one issuer into its configuration.
 */
final class IntrospectionReader {

    private static final Duration LONGEST_CACHE = Duration.ofMinutes(5);

    private final String prefix;
    private final RawProperties.Issuer raw;
    private final boolean allowPlainHttp;

    IntrospectionReader(String prefix, RawProperties.Issuer raw, boolean allowPlainHttp) {
        this.prefix = prefix;
        this.raw = raw;
        this.allowPlainHttp = allowPlainHttp;
    }

    Optional<IntrospectionProperties> read() {
        return switch (raw.validation()) {
            case "jwt" -> none();
            case "introspection" -> Optional.of(introspection());
            default -> throw new InvalidSmartProperty(prefix + ".validation",
                    "has to be jwt or introspection: " + raw.validation());
        };
    }

    private Optional<IntrospectionProperties> none() {
        if (raw.introspection() != null) {
            throw new InvalidSmartProperty(prefix + ".introspection",
                    "is for " + prefix + ".validation=introspection: set that, or leave this out");
        }
        return Optional.empty();
    }

    private IntrospectionProperties introspection() {
        String property = prefix + ".introspection";
        RawProperties.Introspection wanted = raw.introspection();
        if (wanted == null || wanted.clientId() == null || wanted.clientId().isBlank()) {
            throw new InvalidSmartProperty(property + ".client-id",
                    "is required: the client as which this server asks about tokens");
        }
        if ((wanted.clientSecret() == null) == (wanted.clientKey() == null)) {
            throw new InvalidSmartProperty(property + ".client-secret",
                    "or client-key is required, one of the two: how this server authenticates");
        }
        if (wanted.cache().isNegative() || wanted.cache().compareTo(LONGEST_CACHE) > 0) {
            throw new InvalidSmartProperty(property + ".cache", "has to be between 0s and 300s");
        }
        Optional<URI> uri = Optional.ofNullable(wanted.uri())
                .map(text -> ConfiguredUrl.readSecure(property + ".uri", text, allowPlainHttp));
        return new IntrospectionProperties(uri, wanted.clientId(), Optional.ofNullable(wanted.clientSecret()),
                Optional.ofNullable(wanted.clientKey())
                        .map(text -> PropertyReader.readableFile(property + ".client-key", text)),
                wanted.cache());
    }
}
