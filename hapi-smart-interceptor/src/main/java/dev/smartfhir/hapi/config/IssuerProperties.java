package dev.smartfhir.hapi.config;

import dev.smartfhir.scopes.ScopeSet;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * One authorization server whose access tokens this FHIR server accepts.
 *
 * @param issuer the exact value of the {@code iss} claim
 * @param jwksUri where its keys are; empty where its metadata says so
 * @param discoveryUri where its {@code smart-configuration} is
 * @param maxScopes what its tokens may grant at most; empty for no bound
 * @param algorithms the JWS algorithms that its signatures may use, all of them asymmetric
 * @param acceptUntypedTokens whether a token is taken for an access token although neither its {@code typ} header nor
 *     its {@code typ} claim says so
 * @param introspection how its tokens are asked about; empty where their signature is verified here
 */
public record IssuerProperties(
        String issuer,
        Optional<URI> jwksUri,
        URI discoveryUri,
        Optional<ScopeSet> maxScopes,
        Set<String> algorithms,
        boolean acceptUntypedTokens,
        Optional<IntrospectionProperties> introspection) {

    /**
     * Copies the algorithms.
     */
    public IssuerProperties {
        algorithms = Set.copyOf(algorithms);
    }
}
