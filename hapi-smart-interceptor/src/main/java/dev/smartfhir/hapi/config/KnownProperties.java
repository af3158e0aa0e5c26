package dev.smartfhir.hapi.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses a {@code smart.} property that does not exist, in any source and spelling: a typo must not weaken the server.
 *
 * <p>The issuers have to come from one source as a whole, because Spring takes a list from one source only and would
 * leave out a bound that stands in another one.
 */
final class KnownProperties {

    private static final List<String> NAMES = List.of(
            "smart.fhir-base",
            "smart.issuers.#.issuer",
            "smart.issuers.#.jwks-uri",
            "smart.issuers.#.discovery-uri",
            "smart.issuers.#.max-scopes",
            "smart.issuers.#.algorithms",
            "smart.issuers.#.algorithms.#",
            "smart.issuers.#.accept-untyped-tokens",
            "smart.issuers.#.validation",
            "smart.issuers.#.introspection.uri",
            "smart.issuers.#.introspection.client-id",
            "smart.issuers.#.introspection.client-secret",
            "smart.issuers.#.introspection.client-key",
            "smart.issuers.#.introspection.cache",
            "smart.clock-skew",
            "smart.token-cache.size",
            "smart.open-paths",
            "smart.open-paths.#",
            "smart.search.allowed-chains",
            "smart.search.allowed-chains.#",
            "smart.operations",
            "smart.operations.#",
            "smart.privileged-writes",
            "smart.privileged-writes.#",
            "smart.user-access.practitioner",
            "smart.paging-secret",
            "smart.mode",
            "smart.report-only-until",
            "smart.audit",
            "smart.trusted-certificates",
            "smart.allow-plain-http");

    private static final Set<String> UNIFORM =
            NAMES.stream().map(name -> name.replace("-", "")).collect(Collectors.toUnmodifiableSet());

    /** Both spellings that Spring reads: dashes left out, and dashes as underscores. */
    private static final Set<String> VARIABLES = NAMES.stream()
            .flatMap(name -> Stream.of(name.replace("-", ""), name.replace('-', '_')))
            .map(name -> name.replace('.', '_').toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private KnownProperties() {
    }

    static void check(Environment environment) {
        Set<String> issuerSources = new TreeSet<>();
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> enumerable) {
                    check(enumerable, issuerSources);
                }
            }
        }
        if (issuerSources.size() > 1) {
            throw new InvalidSmartProperty(RawProperties.PREFIX + ".issuers",
                    "is given in several places, " + issuerSources
                            + ", and only one of them would count. Give all of it in one.");
        }
    }

    private static void check(EnumerablePropertySource<?> source, Set<String> issuerSources) {
        boolean variables = source instanceof SystemEnvironmentPropertySource;
        for (String name : source.getPropertyNames()) {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean variable = variables && lower.startsWith("smart_");
            if (!variable && !lower.startsWith("smart.") && !lower.startsWith("smart[")) {
                continue;
            }
            if (variable ? !VARIABLES.contains(indexless(name)) : !UNIFORM.contains(uniform(name))) {
                throw new InvalidSmartProperty(name, "is not a property that hapi-smart-interceptor knows");
            }
            if (lower.startsWith("smart.issuers") || lower.startsWith("smart_issuers")) {
                issuerSources.add(source.getName());
            }
        }
    }

    private static String indexless(String variable) {
        return Arrays.stream(variable.toUpperCase(Locale.ROOT).split("_", -1))
                .map(part -> !part.isEmpty() && part.chars().allMatch(Character::isDigit) ? "#" : part)
                .collect(Collectors.joining("_"));
    }

    private static String uniform(String name) {
        ConfigurationPropertyName parsed = ConfigurationPropertyName.adapt(name, '.');
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parsed.getNumberOfElements(); i++) {
            String element = parsed.isNumericIndex(i) ? "#" : parsed.getElement(i, Form.UNIFORM);
            text.append(i == 0 ? "" : ".").append(element);
        }
        return text.toString();
    }
}
