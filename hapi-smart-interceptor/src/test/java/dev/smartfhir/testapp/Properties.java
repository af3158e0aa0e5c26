package dev.smartfhir.testapp;

import dev.smartfhir.hapi.config.SmartProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Spring environments with just what a test says.
 */
public final class Properties {

    private Properties() {
    }

    /** As in application.yaml: {@code name=value} each. */
    public static ConfigurableEnvironment yaml(String... lines) {
        ConfigurableEnvironment environment = empty();
        environment.getPropertySources().addLast(new MapPropertySource("application.yaml", map(lines)));
        return environment;
    }

    /** As in the process environment: {@code NAME=value} each. */
    public static ConfigurableEnvironment variables(String... lines) {
        return withVariables(empty(), lines);
    }

    public static ConfigurableEnvironment withVariables(ConfigurableEnvironment environment, String... lines) {
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, map(lines)));
        return environment;
    }

    public static SmartProperties of(IssuerStub issuer) {
        return SmartProperties.from(yaml(
                "smart.fhir-base=" + TestServer.FHIR_BASE, "smart.issuers[0].issuer=" + issuer.issuer()));
    }

    private static ConfigurableEnvironment empty() {
        return new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                // Nothing of the machine that the test runs on.
            }
        };
    }

    private static Map<String, Object> map(String... lines) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String line : lines) {
            map.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return map;
    }
}
