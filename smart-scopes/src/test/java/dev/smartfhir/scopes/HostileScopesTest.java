package dev.smartfhir.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A million texts made to break a parser: each is a scope that prints as it was, or the one parse error. */
class HostileScopesTest {

    private static final long SEED = 20261122L;
    private static final List<String> PIECES = List.of("system/", "patient/", "user/", "launch", "launch/", "Bundle",
            "Observation", "*", ".", "rs", "cruds", "read", "write", "?", "&", "=", "%", "%2", "%41", "%C3%28", ",", "|",
            ":", "/", "//", "role=", "_id", "_has:", "code:not", "openid", "fhirUser", "__", "http://", "urn:", " ", "\t",
            "\u0000", "\\", "\"", "王", "\uD83D", "\uFFFF", "..", "?&", "==", "aaaaaaaaaaaaaaaaaaaaaaaa", "%%%%%%%%",
            "category=http://x|y", "\u202E", "%00", "%5C,", "~", "\u007F");

    @Test
    void aMillionHostileTextsAreEachAScopeOrTheOneParseError() {
        SplittableRandom random = new SplittableRandom(SEED);
        int scopes = 0;
        for (int i = 0; i < 1_000_000; i++) {
            String text = hostile(random);
            try {
                Scope scope = Scope.parse(text);
                scopes++;
                if (!scope.text().equals(text) || !scope.equals(Scope.parse(scope.text()))
                        || !scope.canonical().covers(scope) || !scope.covers(scope.canonical())) {
                    fail("not read faithfully: " + ScopeParseException.quote(text));
                }
                if (Scope.isOfSmart(text) != (scope instanceof ResourceScope || scope instanceof LaunchScope)) {
                    fail("not told at a glance: " + ScopeParseException.quote(text));
                }
            } catch (ScopeParseException e) {
                if (e.position() < 0 || e.position() > text.length() || e.reason().isBlank()) {
                    fail("says neither where nor why: " + e.getMessage());
                }
                if (Scope.isOfSmart(text) != e.isMalformed()) {
                    fail("not told at a glance: " + ScopeParseException.quote(text));
                }
            }
        }
        assertThat(scopes).as("texts that were scopes").isBetween(1_000, 900_000);
    }

    @Test
    void readingTakesStepsInProportionToTheLength() {
        for (String unit : List.of("a=b&", "%41", ",x", "?", ".", "/", "&", "=", ":a", "|", "(a+)+")) {
            for (String prefix : List.of("system/Bundle.rs?a=", "system/", "launch/", "launch/list?role=", "x:", "__")) {
                long small = allocatedBy(prefix + unit.repeat(20_000));
                long large = allocatedBy(prefix + unit.repeat(200_000));
                assertThat(large).as("bytes for ten times the length of %s%s…", prefix, unit)
                        .isLessThan(20 * small + 1_000_000);
            }
        }
    }

    /** Bytes allocated stand for steps: unlike a clock they do not depend on what else the machine does. */
    private static long allocatedBy(String text) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            Scope.parse(text);
        } catch (ScopeParseException e) {
            assertThat(e.getMessage().length()).isLessThan(600);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static String hostile(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(1, 9);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        if (random.nextInt(4) == 0) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x250));
        }
        return text.toString();
    }
}
