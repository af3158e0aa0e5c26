package dev.smartfhir.endtoend.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The SBOM beside each JAR lists what is inside the JAR, all of it and nothing else. */
class SbomIT {

    private static final Set<String> LICENCES = Set.of("Apache-2.0", "MIT AND BSD-2-Clause AND BSL-1.0");

    @BeforeEach
    void isMadeOnlineOnly() {
        assumeFalse(Boolean.getBoolean("build.offline"), "Maven makes no SBOM with -o, so there is none to look at");
    }

    @ParameterizedTest
    @EnumSource
    void listsExactlyTheComponentsWhoseClassesAreInTheJar(ShippedJar jar) throws IOException {
        Set<String> inside = new TreeSet<>();
        for (String entry : jar.entries()) {
            if (entry.endsWith(".class")) {
                assertThat(jar.componentOf(entry)).as(entry + " belongs to no known component").isPresent();
                inside.add(jar.componentOf(entry).orElseThrow());
            }
        }

        Set<String> listed = new TreeSet<>(components(jar).keySet());
        listed.add(jar.sbom().path("metadata").path("component").path("name").asText());

        assertThat(inside).hasSizeGreaterThan(1).isEqualTo(listed);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheVersionsThatTheLibrariesSayOfThemselves(ShippedJar jar) throws IOException {
        Map<String, String> inside = jar.versionsInside();
        if (inside.containsKey("jackson-core")) {
            String pom = jar.text("META-INF/maven/com.fasterxml.jackson.core/jackson-core/pom.xml");
            inside.put("fastdoubleparser", pom.replaceAll(
                    "(?s).*<artifactId>fastdoubleparser</artifactId>\\s*<version>([^<]+)<.*", "$1"));
        }
        Map<String, String> listed = new TreeMap<>();
        listed.put(jar.module(), jar.sbom().path("metadata").path("component").path("version").asText());
        components(jar).forEach((name, component) -> listed.put(name, component.path("version").asText()));

        assertThat(listed).containsAllEntriesOf(inside);
        assertThat(listed.keySet()).filteredOn(name -> !inside.containsKey(name)).isSubsetOf("picocli");
    }

    @ParameterizedTest
    @EnumSource
    void namesEachLicenceAndPackageUrl(ShippedJar jar) throws IOException {
        assertThat(components(jar).values()).isNotEmpty().allSatisfy(component -> {
            JsonNode licence = component.path("licenses").path(0);
            assertThat(licence.path("license").path("id").asText(licence.path("expression").asText()))
                    .as(component.path("name").asText()).isIn(LICENCES);
            assertThat(component.path("purl").asText()).isEqualTo("pkg:maven/" + component.path("group").asText() + "/"
                    + component.path("name").asText() + "@" + component.path("version").asText() + "?type=jar");
        });
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOfWhenAndWhereItWasMade(ShippedJar jar) throws IOException {
        assertThat(jar.sbom().path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(jar.sbom().has("serialNumber")).isFalse();
        assertThat(jar.sbom().path("metadata").has("timestamp")).isFalse();
        assertThat(jar.sbom().toString()).doesNotContain(System.getProperty("user.dir"), System.getProperty("user.home"));
    }

    private static Map<String, JsonNode> components(ShippedJar jar) throws IOException {
        return jar.sbom().path("components").valueStream()
                .collect(Collectors.toMap(component -> component.path("name").asText(), component -> component));
    }
}
