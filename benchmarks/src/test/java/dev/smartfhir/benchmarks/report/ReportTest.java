package dev.smartfhir.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

    private static final String PAGE = "before\n<!-- a:begin -->\nold\n<!-- a:end -->\nbetween\n<!-- b:end -->\n";

    @Test
    void leavesTheProseAsItIs() {
        assertThat(Report.replaced(PAGE, "a", "new\n"))
                .isEqualTo("before\n<!-- a:begin -->\nnew\n<!-- a:end -->\nbetween\n<!-- b:end -->\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "c"})
    void failsWhereAPageHasNoPlaceForTheResults(String part) {
        assertThatThrownBy(() -> Report.replaced(PAGE, part, "new")).hasMessageContaining(part);
    }

    @Test
    void writesEachLanguageIntoItsOwnPage(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("docs/zh-TW"));
        Files.writeString(root.resolve("docs/benchmarks.md"), PAGE);
        Files.writeString(root.resolve("docs/zh-TW/benchmarks.md"), PAGE);

        new Report(root, false).write("a", new Text("When", "何時"),
                new Table(new Text("Request", "請求"), Text.same("ms")).row(Text.same("x"), Text.number(2, 1.234)));

        assertThat(root.resolve("docs/benchmarks.md")).content()
                .contains("When\n\n| Request | ms |\n|---|---:|\n| x | 1.23 |\n<!-- a:end -->");
        assertThat(root.resolve("docs/zh-TW/benchmarks.md")).content()
                .contains("何時\n\n| 請求 | ms |\n|---|---:|\n| x | 1.23 |\n<!-- a:end -->");
    }

    @Test
    void writesNothingOfATrial(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("docs/zh-TW"));
        Files.writeString(root.resolve("docs/benchmarks.md"), PAGE);
        Files.writeString(root.resolve("docs/zh-TW/benchmarks.md"), PAGE);

        new Report(root, true).write("a", Text.same("When"), new Table(Text.same("Request")));

        assertThat(root.resolve("docs/benchmarks.md")).hasContent(PAGE);
        assertThat(root.resolve("docs/zh-TW/benchmarks.md")).hasContent(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decide", "fhir", "first-page", "grant"})
    void findsAPlaceForEveryPartInThePagesOfTheProject(String part) throws Exception {
        for (String page : new String[] {"../docs/benchmarks.md", "../docs/zh-TW/benchmarks.md"}) {
            assertThat(Report.replaced(Files.readString(Path.of(page)), part, "results")).contains("results");
        }
    }
}
