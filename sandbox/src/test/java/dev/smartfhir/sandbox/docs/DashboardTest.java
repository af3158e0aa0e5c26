package dev.smartfhir.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the queries ask for metrics that the code registers, and miss none. */
class DashboardTest {

    private static final Pattern REGISTERED = Pattern.compile("\"(smart(?:\\.[a-z]+)+)\"");
    private static final Pattern ASKED_FOR = Pattern.compile("\\bsmart_[a-z_]+\\b");
    private static final List<String> CODE = List.of(
            "keycloak-smart-extension/src/main/java/dev/smartfhir/keycloak/metrics",
            "hapi-smart-interceptor/src/main/java/dev/smartfhir/hapi/metrics");

    @Test
    void showsEveryMetricThatTheCodeRegisters() throws IOException {
        Set<String> shown = askedFor(expressions());

        assertThat(names()).hasSizeGreaterThan(10).allSatisfy(name ->
                assertThat(shown).containsAnyOf(name, name + "_total"));
    }

    @Test
    void asksForNoMetricThatNobodyRegisters() throws IOException {
        assertThat(askedFor(expressions())).isSubsetOf(asPrometheusWritesThem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/metrics.md", "docs/zh-TW/metrics.md"})
    void theQueriesOfTheGuideDoNeither(String page) throws IOException {
        String queries = Page.read(Path.of(page)).blocks().stream().filter(block -> block.language().equals("promql"))
                .map(Page.Block::text).collect(Collectors.joining("\n"));

        assertThat(askedFor(queries)).isNotEmpty().isSubsetOf(asPrometheusWritesThem());
    }

    @Test
    void giveEachPanelATitleAPlaceAndAQuery() throws IOException {
        assertThat(panels()).hasSizeGreaterThan(10).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("gridPos").path("w").asInt() + panel.path("gridPos").path("x").asInt())
                    .isBetween(1, 24);
            assertThat(panel.path("type").asText().equals("row") || !panel.path("targets").isEmpty()).isTrue();
        });
        assertThat(panels()).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    }

    private static List<JsonNode> panels() throws IOException {
        return new ObjectMapper().readTree(TestSources.ROOT.resolve("docs/dashboard.json").toFile()).path("panels")
                .valueStream().toList();
    }

    private static String expressions() throws IOException {
        return panels().stream().flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asText()).collect(Collectors.joining("\n"));
    }

    private static Set<String> askedFor(String queries) {
        return ASKED_FOR.matcher(queries).results().map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> asPrometheusWritesThem() throws IOException {
        return names().stream().flatMap(name -> Stream.of(name, name + "_total")).collect(Collectors.toSet());
    }

    private static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String folder : CODE) {
            try (Stream<Path> files = Files.walk(TestSources.ROOT.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    REGISTERED.matcher(Files.readString(file)).results()
                            .forEach(found -> names.add(found.group(1).replace('.', '_')));
                }
            }
        }
        return names;
    }
}
