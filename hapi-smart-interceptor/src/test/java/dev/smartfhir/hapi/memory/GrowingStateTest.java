package dev.smartfhir.hapi.memory;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Memory is bounded whatever the number of tokens and searches: all that can grow is listed here, with its bound. */
class GrowingStateTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/smartfhir/hapi");

    /** What something has to be that requests on many threads add to. */
    private static final Pattern GROWS = Pattern.compile(
            "Concurrent\\w*(Map|Queue|Deque|Set)|CopyOnWrite|Blocking(Queue|Deque)|Caffeine\\b|newKeySet"
                    + "|Collections\\.(synchronized|newSetFromMap)|ThreadLocal|WeakHashMap");

    private static final Map<String, String> BOUNDS = Map.ofEntries(
            entry("authentication/VerifiedTokens.java",
                    "smart.token-cache.size, and one for each thread that verifies"),
            entry("authentication/introspection/InactiveTokens.java", "smart.token-cache.size"),
            entry("grant/Reach.java", "lives as long as its request; one entry for each letter and type asked for"),
            entry("grant/TokenGrants.java",
                    "lives as long as its request; one entry for each letter and type asked for"),
            entry("constraint/InMemoryConstraints.java", "ten thousand constraints"),
            entry("search/FilteredPages.java",
                    "lives as long as its request; one entry for each type that it searches"),
            entry("search/PersonalSearches.java", "lives as long as its request; one entry for each of its searches"),
            entry("discovery/DiscoveryDocument.java", "a queue of one"),
            entry("user/DefaultUserAccessPolicy.java", "lives as long as its request; one entry, for its user"),
            entry("gate/LiveHooks.java", "one entry for each FHIR servlet"),
            entry("audit/writing/AuditQueue.java", "twice its capacity"),
            entry("decision/Course.java", "lives as long as its request; one entry for each refusal of an entry"),
            entry("decision/Decisions.java", "one entry for each class of a listener and of what it throws"),
            entry("authentication/AuthenticationListeners.java",
                    "one entry for each class of a listener and of what it throws"),
            entry("trial/Judging.java", "one entry for each class of what is thrown, and what a request does later"),
            entry("trial/TrialRequest.java", "lives as long as its request"),
            entry("trial/TrialLog.java", "the greatest size of its cache"));

    @Test
    void knowsEveryPlaceWhereSomethingCanGrow() {
        assertThat(growing()).isEqualTo(BOUNDS.keySet());
    }

    private static Set<String> growing() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> GROWS.matcher(read(file)).find())
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
