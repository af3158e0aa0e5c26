package dev.smartfhir.sandbox.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rules that a reader cannot check file by file: what no file holds, and how long one may be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".idea");
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|m?js|cjs|ftl|html|css|sh|properties)|[^.]+");
    private static final int LONGEST_SOURCE = 400;

    /** In pieces, so that this file keeps the rule, too. */
    private static final Pattern REGISTRY = Pattern.compile(Stream.of(
            "registry[.]np" + "mjs", "yarn" + "pkg[.]com", "maven[.]apache[.]org/mav" + "en2", "repo1[.]mav" + "en",
            "central[.]sona" + "type", "pypi[.]o" + "rg", "pythonho" + "sted", "doc" + "ker[.]io", "crates[.]i" + "o",
            "rubyge" + "ms[.]org").collect(Collectors.joining("|")));
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");

    private final Map<Path, List<String>> texts = new TreeMap<>();

    @BeforeAll
    void readEveryTextFile() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(directory.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                lines(file).ifPresent(lines -> texts.put(ROOT.relativize(file), lines));
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(texts).hasSizeGreaterThan(1000);
    }

    @Test
    void noFileNamesTheHostOfAPackageRegistry() {
        assertThat(found(REGISTRY)).isEmpty();
    }

    @Test
    void nothingIsLeftToBeFinished() {
        assertThat(found(UNFINISHED)).isEmpty();
    }

    @Test
    void noSourceIsLongerThanFourHundredLines() {
        assertThat(texts.entrySet()).filteredOn(file -> isSource(file.getKey()))
                .hasSizeGreaterThan(900)
                .allSatisfy(file -> assertThat(file.getValue().size()).as(file.getKey().toString())
                        .isLessThanOrEqualTo(LONGEST_SOURCE));
    }

    private static boolean isSource(Path file) {
        return SOURCE.matcher(file.getFileName().toString()).matches() && !file.endsWith("LICENSE");
    }

    private List<String> found(Pattern pattern) {
        return texts.entrySet().stream().flatMap(file -> file.getValue().stream()
                .filter(line -> pattern.matcher(line).find()).map(line -> file.getKey() + ": " + line)).toList();
    }

    /** Empty for what is no text, such as a picture. */
    private static Optional<List<String>> lines(Path file) {
        try {
            return Optional.of(Files.readAllLines(file));
        } catch (MalformedInputException binary) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
