package dev.smartfhir.sandbox.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page of the documentation: a README, a page of {@code docs/} in either language, or one beside the README, whose
 * name is in capitals there and in small letters under {@code docs/zh-TW}.
 *
 * @param path relative to the project's root
 */
public record Page(Path path, String text) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\R(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("(?<=\\]\\()[^)\\s]+(?=\\))|(?<=src=\")[^\"]+(?=\")");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Path CHINESE = Path.of("docs/zh-TW");

    /** A fenced block: what its fence says, and what is in it. */
    public record Block(String language, String text) {
    }

    static List<Page> all() {
        try (Stream<Path> docs = Files.walk(TestSources.ROOT.resolve("docs"));
                Stream<Path> above = Files.list(TestSources.ROOT)) {
            return Stream.concat(above, docs).filter(file -> file.toString().endsWith(".md")).sorted()
                    .map(TestSources.ROOT::relativize).map(Page::read).toList();
        } catch (IOException e) {
            throw new AssertionError("docs cannot be read", e);
        }
    }

    public static Page read(Path path) {
        try {
            return new Page(path, Files.readString(TestSources.ROOT.resolve(path)));
        } catch (IOException e) {
            throw new AssertionError(path + " cannot be read", e);
        }
    }

    boolean isChinese() {
        return path.startsWith(CHINESE) || path.endsWith("README.zh-TW.md");
    }

    /** The page of the other language. */
    Path twin() {
        String name = path.getFileName().toString();
        if (name.startsWith("README")) {
            return Path.of(isChinese() ? "README.md" : "README.zh-TW.md");
        }
        if (!isChinese()) {
            return CHINESE.resolve(name.toLowerCase(Locale.ROOT));
        }
        Path above = Path.of(name.replace(".md", "").toUpperCase(Locale.ROOT) + ".md");
        return Files.exists(TestSources.ROOT.resolve(above)) ? above : Path.of("docs", name);
    }

    List<String> links() {
        return LINK.matcher(FENCED.matcher(text).replaceAll("")).results().map(MatchResult::group).toList();
    }

    public List<Block> blocks() {
        return FENCED.matcher(text).results().map(block -> new Block(block.group(1), block.group(2))).toList();
    }

    /** What a link can lead to on this page, as GitHub names it. */
    Set<String> anchors() {
        return HEADING.matcher(FENCED.matcher(text).replaceAll("")).results().map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "").replace(' ', '-');
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
