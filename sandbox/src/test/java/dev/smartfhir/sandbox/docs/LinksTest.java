package dev.smartfhir.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the pages of the documentation. */
class LinksTest {

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadToFilesAndHeadingsThatExist(Page page) {
        List<String> broken = new ArrayList<>();
        page.links().stream().filter(link -> !link.matches("https?://.*|mailto:.*")).forEach(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page.path() : target(page, parts[0]);
            if (!Files.exists(TestSources.ROOT.resolve(target))
                    || parts.length == 2 && !Page.read(target).anchors().contains(parts[1])) {
                broken.add(link);
            }
        });
        assertThat(broken).as("links of %s that lead nowhere", page).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadFromEveryPageToTheSamePageInTheOtherLanguage(Page page) {
        assertThat(TestSources.ROOT.resolve(page.twin())).exists();
        assertThat(page.links()).anySatisfy(link -> assertThat(target(page, link)).isEqualTo(page.twin()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void staysInItsLanguage(Page page) {
        assertThat(page.links()).filteredOn(link -> link.split("#")[0].endsWith(".md") && !link.contains("://"))
                .allSatisfy(link -> {
                    Path target = target(page, link.split("#")[0]);
                    assertThat(target.equals(page.twin()) || Page.read(target).isChinese() == page.isChinese())
                            .as("%s leads into the other language", link).isTrue();
                });
    }

    @Test
    void reachEveryPageFromTheReadme() {
        Set<Path> reached = new HashSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(Path.of("README.md")));
        while (!next.isEmpty()) {
            Path path = next.pop();
            if (path.toString().endsWith(".md") && reached.add(path)) {
                Page page = Page.read(path);
                page.links().stream().filter(link -> !link.contains("://") && !link.startsWith("#"))
                        .forEach(link -> next.push(target(page, link.split("#")[0])));
            }
        }
        assertThat(reached).containsAll(Page.all().stream().map(Page::path).toList());
    }

    private static Path target(Page page, String link) {
        return page.path().resolveSibling(link).normalize();
    }
}
