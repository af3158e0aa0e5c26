package dev.smartfhir.hapi.config;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The properties as the operator wrote them; an absent one is null.
 */
record RawProperties(
        String fhirBase,
        List<Issuer> issuers,
        @DefaultValue("5s") Duration clockSkew,
        @DefaultValue TokenCache tokenCache,
        @DefaultValue List<String> openPaths,
        @DefaultValue Search search,
        @DefaultValue List<String> operations,
        @DefaultValue List<String> privilegedWrites,
        @DefaultValue UserAccess userAccess,
        String pagingSecret,
        @DefaultValue("enforce") String mode,
        String reportOnlyUntil,
        @DefaultValue("false") boolean audit,
        String trustedCertificates,
        @DefaultValue("false") boolean allowPlainHttp) {

    static final String PREFIX = "smart";

    record Issuer(
            String issuer,
            String jwksUri,
            String discoveryUri,
            String maxScopes,
            @DefaultValue({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
            List<String> algorithms,
            @DefaultValue("false") boolean acceptUntypedTokens,
            @DefaultValue("jwt") String validation,
            Introspection introspection) {
    }

    record Introspection(
            String uri, String clientId, String clientSecret, String clientKey,
            @DefaultValue("30s") Duration cache) {

        @Override
        public String toString() {
            return "Introspection[clientId=" + clientId + "]";
        }
    }

    record TokenCache(@DefaultValue("10000") int size) {
    }

    record Search(@DefaultValue List<String> allowedChains) {
    }

    record UserAccess(@DefaultValue("none") String practitioner) {
    }

    static RawProperties bind(Environment environment) {
        KnownProperties.check(environment);
        try {
            return Binder.get(environment).bindOrCreate(PREFIX, Bindable.of(RawProperties.class));
        } catch (BindException e) {
            throw new InvalidSmartProperty(e.getName().toString(), "cannot be read as "
                    + e.getTarget().getType().resolve(Object.class).getSimpleName());
        }
    }
}
