package dev.smartfhir.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of other products' bugs names tests that exist, and every test of such a bug stands in it. */
class PublicBugsTableTest {

    private static final Path ENGLISH = TestSources.ROOT.resolve("docs/public-bugs.md");
    private static final Path CHINESE = TestSources.ROOT.resolve("docs/zh-TW/public-bugs.md");
    private static final Path TESTS =
            TestSources.ROOT.resolve("sandbox/src/test/java/dev/smartfhir/endtoend/publicbugs");
    private static final Pattern METHOD = Pattern.compile("Test\n(?:(?!    void ).*\n)*    void (\\w+)\\(");

    @Test
    void everyBugNamesTestsThatExist() throws IOException {
        TestSources sources = new TestSources();

        assertThat(rows(ENGLISH)).hasSizeGreaterThan(50).allSatisfy(row ->
                assertThat(tests(row)).as(row).isNotEmpty().allMatch(sources::contain));
    }

    @Test
    void everyTestOfABugStandsInTheTable() throws IOException {
        List<String> named = rows(ENGLISH).stream().flatMap(row -> tests(row).stream()).toList();
        List<String> written = new ArrayList<>();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.filter(path -> path.toString().endsWith("IT.java")).toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                METHOD.matcher(Files.readString(file)).results()
                        .forEach(found -> written.add(type + "." + found.group(1)));
            }
        }

        assertThat(written).hasSizeGreaterThan(70);
        assertThat(named).doesNotHaveDuplicates().containsAll(written);
    }

    @Test
    void bothLanguagesListTheSameBugsAndTests() throws IOException {
        assertThat(rows(CHINESE).stream().map(PublicBugsTableTest::key)).containsExactlyElementsOf(
                rows(ENGLISH).stream().map(PublicBugsTableTest::key).toList());
    }

    private static List<String> rows(Path table) throws IOException {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith("| [")).toList();
        }
    }

    private static List<String> tests(String row) {
        List<String> cells = Arrays.asList(row.split(" \\| "));
        return TestSources.named(cells.get(cells.size() - 1));
    }

    private static String key(String row) {
        return row.substring(0, row.indexOf(" | ")) + tests(row);
    }
}
