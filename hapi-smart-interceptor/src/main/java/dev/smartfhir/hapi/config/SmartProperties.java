package dev.smartfhir.hapi.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.Environment;

/**
 * The whole configuration of the JAR: what the operator says under the prefix {@code smart.}, read once at start.
 *
 * @param fhirBase the FHIR base URL as clients know it; it is the audience that access tokens must have
 * @param issuers the authorization servers whose tokens are accepted; the first is the primary one
 * @param clockSkew how far the clocks of issuer and server may differ
 * @param tokenCacheSize how many verified tokens are remembered at most
 * @param openPaths the paths beside FHIR that the operator opens, each exact or ending in {@code /*}
 * @param allowedChains search chains that count as part of the searched type, as {@code Type:parameter.parameter}
 *     without type qualifiers, presets already spelled out
 * @param operations the operations that clients may invoke, each as {@code Type/$name} or {@code $name}
 * @param privilegedWrites the resource types that clients may write although a write acts beyond the resource itself
 * @param practitionersAccessAll whether {@code user/} scopes give a Practitioner every resource; else none
 * @param pagingSecret what binds paging links to their owner across several servers; empty for one made at start
 * @param mode whether verdicts are enforced, or for a while only reported
 * @param audit whether every request is recorded in an AuditEvent
 * @param trustedCertificates a PEM file of authorities that issuers' TLS certificates may come from as well; empty for
 *     those that the JVM trusts
 * @param allowPlainHttp whether issuers and key sets may be reached by http outside of the loopback
 */
public record SmartProperties(
        URI fhirBase,
        List<IssuerProperties> issuers,
        Duration clockSkew,
        int tokenCacheSize,
        List<String> openPaths,
        Set<String> allowedChains,
        Set<String> operations,
        Set<String> privilegedWrites,
        boolean practitionersAccessAll,
        Optional<String> pagingSecret,
        EnforcementMode mode,
        boolean audit,
        Optional<Path> trustedCertificates,
        boolean allowPlainHttp) {

    /**
     * Copies the collections.
     */
    public SmartProperties {
        issuers = List.copyOf(issuers);
        openPaths = List.copyOf(openPaths);
        allowedChains = Set.copyOf(allowedChains);
        operations = Set.copyOf(operations);
        privilegedWrites = Set.copyOf(privilegedWrites);
    }

    /**
     * Reads and checks the properties under {@code smart.}.
     *
     * @param environment Spring's environment: application.yaml, environment variables and all its other sources
     * @return the configuration
     * @throws InvalidSmartProperty naming the first property that is missing, unknown or wrong
     */
    public static SmartProperties from(Environment environment) {
        return new PropertyReader(RawProperties.bind(environment)).read();
    }

    /**
     * The issuer whose discovery document is served at the FHIR base.
     */
    public IssuerProperties primaryIssuer() {
        return issuers.get(0);
    }

    /**
     * Leaves out the paging secret.
     */
    @Override
    public String toString() {
        return "SmartProperties[fhirBase=" + fhirBase + ", issuers=" + issuers + ", openPaths=" + openPaths + "]";
    }
}
