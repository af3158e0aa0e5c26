package dev.smartfhir.hapi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.testapp.Properties;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code smart.issuers[n].validation} and what belongs to it. */
class IntrospectionPropertiesTest {

    private static final String PREFIX = "smart.issuers[0].introspection.";

    @TempDir
    private Path directory;

    @Test
    void readsTheWholeOfIt() throws IOException {
        Path key = Files.writeString(directory.resolve("key.json"), "{}");

        IntrospectionProperties read = read("validation=introspection", "introspection.client-id=fhir",
                "introspection.client-key=" + key, "introspection.cache=2s",
                "introspection.uri=https://as.example.org/introspect");

        assertThat(read.uri()).contains(URI.create("https://as.example.org/introspect"));
        assertThat(read.clientId()).isEqualTo("fhir");
        assertThat(read.clientKey()).contains(key);
        assertThat(read.clientSecret()).isEmpty();
        assertThat(read.cache()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void remembersAnswersForThirtySecondsUnlessToldOtherwiseAndTellsNobodyTheSecret() {
        IntrospectionProperties read = read("validation=introspection", "introspection.client-id=fhir",
                "introspection.client-secret=hush-hush");

        assertThat(read.cache()).isEqualTo(Duration.ofSeconds(30));
        assertThat(read.uri()).isEmpty();
        assertThat(smart("validation=introspection", "introspection.client-id=fhir",
                "introspection.client-secret=hush-hush").toString()).doesNotContain("hush-hush");
    }

    @Test
    void verifiesJwtsUnlessToldOtherwise() {
        assertThat(smart().issuers().get(0).introspection()).isEmpty();
        assertThat(smart("validation=jwt").issuers().get(0).introspection()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "validation | Introspection | validation",
        "validation | both | validation",
        "introspection.client-id | x | introspection",
        "introspection.cache | 1s | introspection"})
    void refusesAnUnclearChoice(String name, String value, String blamed) {
        assertThatThrownBy(() -> smart(name + "=" + value)).isInstanceOf(InvalidSmartProperty.class)
                .satisfies(e -> assertThat(((InvalidSmartProperty) e).property())
                        .isEqualTo("smart.issuers[0]." + blamed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "client-secret=b | client-id",
        "client-id= ; client-secret=b | client-id",
        "client-id=a | client-secret",
        "client-id=a ; client-secret=b ; client-key=pom.xml | client-secret",
        "client-id=a ; client-key=no-such-file | client-key",
        "client-id=a ; client-key=src | client-key",
        "client-id=a ; client-secret=b ; cache=301s | cache",
        "client-id=a ; client-secret=b ; cache=-1s | cache",
        "client-id=a ; client-secret=b ; uri=http://as.example.org/introspect | uri",
        "client-id=a ; client-secret=b ; uri=/introspect | uri",
        "client-id=a ; client-secret=b ; uri=https://a:b@as.example.org/introspect | uri"})
    void namesThePropertyThatIsMissingOrWrong(String lines, String blamed) {
        List<String> given = new ArrayList<>(List.of("validation=introspection"));
        Arrays.stream(lines.split(";")).map(String::strip).map(line -> "introspection." + line).forEach(given::add);

        assertThatThrownBy(() -> smart(given.toArray(String[]::new))).isInstanceOf(InvalidSmartProperty.class)
                .satisfies(e -> assertThat(((InvalidSmartProperty) e).property()).isEqualTo(PREFIX + blamed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "300s", "5m"})
    void takesBothEndsOfTheRange(String cache) {
        assertThat(read("validation=introspection", "introspection.client-id=a", "introspection.client-secret=b",
                "introspection.cache=" + cache).cache()).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    private static IntrospectionProperties read(String... lines) {
        return smart(lines).issuers().get(0).introspection().orElseThrow();
    }

    private static SmartProperties smart(String... lines) {
        List<String> all = new ArrayList<>(List.of("smart.fhir-base=https://fhir.example.org/fhir",
                "smart.issuers[0].issuer=https://as.example.org"));
        Arrays.stream(lines).map(line -> "smart.issuers[0]." + line).forEach(all::add);
        return SmartProperties.from(Properties.yaml(all.toArray(String[]::new)));
    }
}
