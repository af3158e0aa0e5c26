package dev.smartfhir.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The threat model and the TWPAS pages name tests as proof, in two languages. */
class NamedTestsTest {

    private static final Path ENGLISH = TestSources.ROOT.resolve("docs");
    private static final Path CHINESE = ENGLISH.resolve("zh-TW");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:IT|Test)(?:\\.[A-Za-z0-9]+)?)`");
    private static final Pattern THREAT = Pattern.compile("\\| .* \\| .* \\| .* \\|");
    private static final Pattern ERRATUM = Pattern.compile("\\| (\\d+) \\|.*\\| ([^|]*) \\|");

    @ParameterizedTest
    @CsvSource({"threat-model.md, 60", "twpas-errata.md, 8"})
    void areAllThereAndTheSameInBothLanguages(String file, int atLeast) {
        List<String> names = found(NAME, ENGLISH.resolve(file), 1);
        TestSources tests = new TestSources();

        assertThat(names).hasSizeGreaterThanOrEqualTo(atLeast).filteredOn(name -> !tests.contain(name)).isEmpty();
        assertThat(found(NAME, CHINESE.resolve(file), 1)).containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/threat-model.md", "docs/zh-TW/threat-model.md"})
    void standBesideEachThreat(String file) {
        List<String> threats = found(THREAT, TestSources.ROOT.resolve(file), 0).stream()
                .filter(row -> !row.contains("Proof") && !row.contains("證明")).toList();
        assertThat(threats).hasSizeGreaterThan(30).allSatisfy(row -> assertThat(row).containsPattern(NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/twpas-errata.md", "docs/zh-TW/twpas-errata.md"})
    void everyErratumSaysHowItIsKnown(String file) {
        Path path = TestSources.ROOT.resolve(file);
        List<String> numbers = found(ERRATUM, path, 1);
        assertThat(numbers).hasSize(33).doesNotHaveDuplicates();
        assertThat(found(ERRATUM, path, 2)).allSatisfy(known -> assertThat(known).matches("[TOR]\\b.*"));
    }

    private static List<String> found(Pattern pattern, Path file, int group) {
        try {
            return pattern.matcher(Files.readString(file)).results().map((MatchResult one) -> one.group(group))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("docs cannot be read", e);
        }
    }
}
