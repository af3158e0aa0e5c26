package dev.smartfhir.hapi.config;

import dev.smartfhir.scopes.ScopeParseException;
import dev.smartfhir.scopes.ScopeSet;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns what the operator wrote about one issuer into its configuration.
 */
final class IssuerReader {

    /** Asymmetric only: with a shared secret every holder of it could mint tokens. */
    private static final Set<String> ALGORITHMS = Set.of(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final String prefix;
    private final RawProperties.Issuer raw;
    private final boolean allowPlainHttp;

    IssuerReader(String prefix, RawProperties.Issuer raw, boolean allowPlainHttp) {
        this.prefix = prefix;
        this.raw = raw;
        this.allowPlainHttp = allowPlainHttp;
    }

    IssuerProperties read() {
        String issuer = ConfiguredUrl.readSecure(prefix + ".issuer", raw.issuer(), allowPlainHttp).toString();
        return new IssuerProperties(
                issuer, jwksUri(), discoveryUri(issuer), maxScopes(), algorithms(), raw.acceptUntypedTokens(),
                new IntrospectionReader(prefix, raw, allowPlainHttp).read());
    }

    private Optional<URI> jwksUri() {
        return Optional.ofNullable(raw.jwksUri())
                .map(text -> ConfiguredUrl.readSecure(prefix + ".jwks-uri", text, allowPlainHttp));
    }

    private URI discoveryUri(String issuer) {
        String text = raw.discoveryUri() == null
                ? issuer.replaceAll("/$", "") + "/.well-known/smart-configuration"
                : raw.discoveryUri();
        return ConfiguredUrl.readSecure(prefix + ".discovery-uri", text, allowPlainHttp);
    }

    private Optional<ScopeSet> maxScopes() {
        if (raw.maxScopes() == null) {
            return Optional.empty();
        }
        String property = prefix + ".max-scopes";
        if (raw.maxScopes().isBlank()) {
            throw new InvalidSmartProperty(property, "is empty: leave it out for no bound, or say what is allowed");
        }
        try {
            return Optional.of(ScopeSet.parse(raw.maxScopes().strip()));
        } catch (ScopeParseException e) {
            throw new InvalidSmartProperty(property, "is not a list of scopes: " + e.getMessage());
        }
    }

    private Set<String> algorithms() {
        Set<String> algorithms = new TreeSet<>(raw.algorithms());
        if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
            throw new InvalidSmartProperty(prefix + ".algorithms",
                    "has to be one or more of " + new TreeSet<>(ALGORITHMS) + ": " + algorithms);
        }
        return algorithms;
    }
}
