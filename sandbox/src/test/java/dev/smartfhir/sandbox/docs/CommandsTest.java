package dev.smartfhir.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands and other fenced blocks of the documentation. */
class CommandsTest {

    private static final Pattern SCRIPT = Pattern.compile("(?m)(?:^|[\\s`(])\\./([A-Za-z][\\w/.-]*)");
    private static final Pattern NAMED_TEST = Pattern.compile("-D(?:it\\.)?test=([A-Za-z0-9]+)");
    private static final Pattern MODULE = Pattern.compile("-pl ([\\w/-]+)");
    private static final Pattern JAR = Pattern.compile("([\\w-]+)/target/([\\w.-]+\\.jar)");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void callScriptsThatExistAndCanBeRun(Page page) {
        assertThat(found(SCRIPT, page)).allSatisfy(script ->
                assertThat(Files.isExecutable(TestSources.ROOT.resolve(script))).as(script).isTrue());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nameTestsAndModulesThatExist(Page page) {
        TestSources tests = new TestSources();
        assertThat(found(NAMED_TEST, page)).allSatisfy(test -> assertThat(tests.contain(test)).as(test).isTrue());
        assertThat(found(MODULE, page)).allSatisfy(module ->
                assertThat(TestSources.ROOT.resolve(module).resolve("pom.xml")).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nameTheFilesThatTheBuildMakes(Page page) {
        assertThat(JAR.matcher(page.text()).results()).allSatisfy(jar ->
                assertThat(jar.group(2)).isEqualTo(jar.group(1) + "-0.1.0.jar"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areTheSameInBothLanguages(Page page) {
        assertThat(commands(page)).containsExactlyElementsOf(commands(Page.read(page.twin())));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void standBesideJsonThatCanBeRead(Page page) {
        ObjectMapper json = new ObjectMapper();
        assertThat(page.blocks()).filteredOn(block -> block.language().equals("json"))
                .allSatisfy(block -> assertThat(json.readTree(block.text())).isNotNull());
    }

    @Test
    void ofTheReadmeAreTheTwoOfItsFirstScreen() {
        Page.Block first = Page.read(Path.of("README.md")).blocks().get(0);
        assertThat(first.language()).isEqualTo("sh");
        assertThat(lines(first)).containsExactly("./sandbox/run", "mvn verify");
    }

    private static List<String> commands(Page page) {
        return page.blocks().stream().filter(block -> block.language().equals("sh")).flatMap(CommandsTest::lines)
                .toList();
    }

    /** The lines of a block without comments. */
    private static Stream<String> lines(Page.Block block) {
        return block.text().lines().map(line -> line.replaceFirst("(^|\\s+)#\\s.*", "").stripTrailing())
                .filter(line -> !line.isEmpty());
    }

    private static List<String> found(Pattern pattern, Page page) {
        return pattern.matcher(page.text()).results().map((MatchResult one) -> one.group(1)).toList();
    }
}
