package dev.smartfhir.sandbox.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of every module, and the names of tests as tables in the docs write them: {@code `Class.method`}. */
final class TestSources {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9]+\\.[A-Za-z0-9]+)`");

    private final Map<String, String> sources = new HashMap<>();

    TestSources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> path.toString().contains("/src/test/java/")
                    && path.toString().endsWith(".java")).toList()) {
                sources.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file),
                        String::concat);
            }
        } catch (IOException e) {
            throw new AssertionError("tests cannot be read", e);
        }
    }

    /** The tests that a cell of a table names. */
    static List<String> named(String cell) {
        return NAME.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
    }

    /** Whether there is a test of this name, {@code Class} or {@code Class.method}. */
    boolean contain(String test) {
        String[] parts = test.split("\\.");
        return sources.containsKey(parts[0]) && (parts.length == 1 || parts.length == 2
                && Pattern.compile("void " + Pattern.quote(parts[1]) + "\\(").matcher(sources.get(parts[0])).find());
    }
}
