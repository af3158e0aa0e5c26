package dev.smartfhir.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequirementsTableTest {

    private static final Path ENGLISH = TestSources.ROOT.resolve("docs/requirements.md");
    private static final Path CHINESE = TestSources.ROOT.resolve("docs/zh-TW/requirements.md");
    private static final Pattern ROW = Pattern.compile("\\| [A-Z]+-\\d.*\\|");

    @Test
    void everyRequirementNamesTestsThatExist() {
        TestSources tests = new TestSources();

        List<String> missing = rows(ENGLISH).stream().flatMap(row -> row.tests().stream())
                .filter(test -> !tests.contain(test)).distinct().toList();

        assertThat(missing).as("tests that docs/requirements.md names and nobody wrote").isEmpty();
    }

    @Test
    void noRequirementStandsTwiceOrWithoutATest() {
        List<Row> rows = rows(ENGLISH);

        assertThat(rows).hasSizeGreaterThan(80).allSatisfy(row -> assertThat(row.tests()).isNotEmpty());
        assertThat(rows.stream().flatMap(row -> Stream.of(row.requirements().split(", ")))).doesNotHaveDuplicates();
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(rows(CHINESE).stream().map(Row::key)).containsExactlyElementsOf(
                rows(ENGLISH).stream().map(Row::key).toList());
    }

    private static List<Row> rows(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> ROW.matcher(line).matches()).map(Row::read).toList();
        } catch (IOException e) {
            throw new AssertionError("docs cannot be read", e);
        }
    }

    private record Row(String requirements, List<String> tests) {

        static Row read(String line) {
            String[] cells = line.substring(1, line.length() - 1).split("\\|");
            return new Row(cells[0].strip(), TestSources.named(cells[2]));
        }

        String key() {
            return requirements + " " + String.join(" ", tests);
        }
    }
}
