package dev.smartfhir.hapi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

/** The settings of the compose files, read as the server in the container reads its environment. */
class ContainerSettingsTest {

    private static final Path DOCKER = Path.of("..", "docker");

    @TempDir
    private Path files;

    @Test
    void ofOneMachineAreUnderstood() throws IOException {
        SmartProperties read = read(variant("compose.local.yaml"));

        assertThat(read.fhirBase()).hasToString("http://localhost:8080/fhir");
        assertThat(read.primaryIssuer().issuer()).isEqualTo("http://localhost:8180/realms/smart");
        assertThat(read.primaryIssuer().jwksUri()).contains(
                URI.create("http://keycloak:8080/realms/smart/protocol/openid-connect/certs"));
        assertThat(read.allowPlainHttp()).isTrue();
    }

    @Test
    void behindTheProxyAreUnderstoodAndNeedNoPlainHttp() throws IOException {
        SmartProperties read = read(variant("compose.proxy.yaml"));

        assertThat(read.fhirBase()).hasToString("https://fhir.example.org/fhir");
        assertThat(read.primaryIssuer().issuer()).isEqualTo("https://auth.example.org/realms/smart");
        assertThat(read.primaryIssuer().jwksUri()).isEmpty();
        assertThat(read.allowPlainHttp()).isFalse();
        assertThat(read.trustedCertificates()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.local.yaml", "compose.proxy.yaml"})
    void nameTheSameBaseInLinksAsInTokens(String override) throws IOException {
        Map<String, Object> environment = variant(override);
        assertThat(environment.get("HAPI_FHIR_SERVER_ADDRESS")).isEqualTo(environment.get("SMART_FHIR_BASE"));
    }

    @Test
    void ofOneMachineAreRefusedWithoutPlainHttp() throws IOException {
        Map<String, Object> environment = variant("compose.local.yaml");
        environment.remove("SMART_ALLOW_PLAIN_HTTP");
        assertThatExceptionOfType(InvalidSmartProperty.class).isThrownBy(() -> read(environment))
                .withMessageContaining("jwks-uri");
    }

    @Test
    void areRefusedWithAPropertyThatDoesNotExist() throws IOException {
        Map<String, Object> environment = variant("compose.proxy.yaml");
        environment.put("SMART_ISSUERS_0_JWKS_URL", "https://auth.example.org/jwks");
        assertThatExceptionOfType(InvalidSmartProperty.class).isThrownBy(() -> read(environment))
                .withMessageContaining("SMART_ISSUERS_0_JWKS_URL");
    }

    @Test
    void areRefusedWhileTheyAreMissing() throws IOException {
        Map<String, Object> environment = environment(DOCKER.resolve("compose.yaml"));
        assertThatExceptionOfType(InvalidSmartProperty.class).isThrownBy(() -> read(environment))
                .withMessageContaining("smart.fhir-base");
    }

    private static SmartProperties read(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return SmartProperties.from(environment);
    }

    private Map<String, Object> variant(String override) throws IOException {
        Map<String, Object> all = environment(DOCKER.resolve("compose.yaml"));
        all.putAll(environment(DOCKER.resolve(override)));
        Path authority = Files.writeString(files.resolve("ca.crt"), "");
        all.replaceAll((name, value) -> value.toString()
                .replaceAll("\\$\\{AUTH_HOST[^}]*}", "auth.example.org")
                .replaceAll("\\$\\{FHIR_HOST[^}]*}", "fhir.example.org")
                .replace("/run/tls/ca.crt", authority.toString()));
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(Path file) throws IOException {
        Map<String, Object> tree = new Yaml().load(Files.readString(file));
        Object services = tree.get("services");
        Object hapi = ((Map<String, Object>) services).get("hapi");
        return Optional.ofNullable(((Map<String, Map<String, Object>>) hapi).get("environment"))
                .map(LinkedHashMap::new).orElseThrow();
    }
}
