package dev.smartfhir.endtoend.fuzz.check;

import dev.smartfhir.endtoend.fuzz.draw.Asked;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.draw.Query;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Searches and counts: matches, includes, totals, pages. */
final class SearchCheck {

    private static final FuzzToken SOMEBODY_ELSE = new FuzzToken(
            List.of(FuzzScope.of("patient", "*", "rs")), "fzpat03", null, false);

    private final World world;
    private final Oracle oracle;
    private final Gateway gateway;
    private final Pages pages;
    private final References references;
    private final IncludeBounds includes;
    private final LeakScan scan;

    SearchCheck(World world, Oracle oracle, Gateway gateway, Pages pages) {
        this.world = world;
        this.oracle = oracle;
        this.gateway = gateway;
        this.pages = pages;
        this.references = new References(pages);
        this.includes = new IncludeBounds(world, oracle);
        this.scan = new LeakScan(world, oracle);
    }

    /** Judges a first page and follows it. */
    void search(FuzzToken token, Asked.Search asked, Reply first, Judgement judgement) {
        Query query = asked.query();
        References.Found found = references.find(asked.reference());
        if (first.status() == 400 && found.status() == 400) {
            judgement.saw("refused by HAPI itself");
        } else if (!oracle.reaches(token, 's', asked.type())) {
            InstanceCheck.expect(403, first, judgement);
        } else if (query.through().stream().anyMatch(type -> !oracle.opensAll(token, 's', type))) {
            if (first.status() < 400) {
                judgement.leak("a search through " + query.through() + ", got " + first.status());
            } else if (first.status() != 403 && first.status() != found.status()) {
                judgement.wrong("expected 403, got " + first.status());
            }
            judgement.saw("403 search through");
        } else if (first.status() >= 400) {
            refused(token, asked, first, judgement);
        } else {
            results(token, asked, found, first, judgement);
        }
    }

    private void refused(FuzzToken token, Asked.Search asked, Reply reply, Judgement judgement) {
        if (reply.status() == 403 && !asked.query().isSurelyEnough() && !oracle.opensAll(token, 's', "*")) {
            judgement.excuse("a chain that may lead to other types");
        } else if (reply.status() == 403 && asked.query().wantsTotal() && needsPages(token, asked.type())) {
            judgement.excuse("a count that no one query can say");
        } else if (reply.status() == 403 || gateway.send(FuzzToken.ALL, asked.call()).status() != reply.status()) {
            judgement.wrong("expected a result, got " + reply.status());
        } else {
            judgement.saw("refused by HAPI itself");
        }
    }

    private void results(FuzzToken token, Asked.Search asked, References.Found found, Reply first,
            Judgement judgement) {
        Set<Key> expected = found.keys().stream().filter(key -> world.current(key)
                        .filter(version -> oracle.covers(token, 's', version.body())).isPresent())
                .collect(Collectors.toSet());
        List<Reply> all = pages.from(token, first);
        all.forEach(page -> total(token, asked, page, expected.size(), judgement));
        all.stream().skip(1).forEach(page -> scan.scan(token, asked.call(), page, judgement));
        all.stream().filter(page -> page.status() != 200)
                .forEach(page -> judgement.wrong("a page with status " + page.status()));
        List<Key> matches = keys(all, "match");
        Set<Key> included = new HashSet<>(keys(all, "include"));
        matches.stream().filter(key -> !expected.contains(key)).forEach(key -> surplus(token, key, judgement));
        Set<Key> most = includes.most(token, expected, asked.query().includes());
        included.stream().filter(key -> !most.contains(key))
                .forEach(key -> judgement.leak("included " + key + ", which nothing that may be seen leads to"));
        if (matches.size() != Set.copyOf(matches).size()) {
            judgement.wrong("the same match twice: " + matches);
        }
        if (!asked.query().counts()) {
            missing(token, asked, expected, matches, included, judgement);
        }
        if (first.next() != null && !token.scope().equals(SOMEBODY_ELSE.scope())) {
            foreign(asked, first.next(), judgement);
        }
        judgement.saw(expected.isEmpty() ? "search, nothing to find" : "search, " + (oracle.opensAll(
                token, 's', asked.type()) ? "whole type" : expected.size() < found.keys().size() ? "some hidden"
                : "none hidden"));
    }

    private void surplus(FuzzToken token, Key key, Judgement judgement) {
        if (world.current(key).filter(version -> oracle.covers(token, 's', version.body())).isPresent()) {
            judgement.wrong("found " + key + ", which the query does not find");
        } else {
            judgement.leak("found " + key);
        }
    }

    private void missing(FuzzToken token, Asked.Search asked, Set<Key> expected, List<Key> matches,
            Set<Key> included, Judgement judgement) {
        Set<Key> missing = new HashSet<>(expected);
        missing.removeAll(matches);
        if (!missing.isEmpty()) {
            judgement.wrong("left out " + missing);
        }
        Set<Key> least = new HashSet<>(includes.least(token, expected, asked.query().includes()));
        least.removeAll(included);
        matches.forEach(least::remove);
        if (!least.isEmpty()) {
            judgement.wrong("left the includes out " + least);
        }
    }

    private void total(FuzzToken token, Asked.Search asked, Reply page, int expected, Judgement judgement) {
        if (!page.json().has("total")) {
            if (asked.query().wantsTotal() && page.status() == 200) {
                if (needsPages(token, asked.type())) {
                    judgement.excuse("a total that no one query can say");
                } else {
                    judgement.wrong("no total");
                }
            }
            return;
        }
        int total = page.json().path("total").asInt();
        if (total > expected) {
            judgement.leak("a total of " + total + " instead of " + expected);
        } else if (total < expected) {
            judgement.wrong("a total of " + total + " instead of " + expected);
        } else {
            judgement.saw("total");
        }
    }

    private void foreign(Asked.Search asked, String next, Judgement judgement) {
        Call follow = pages.follow(next);
        Reply reply = gateway.send(SOMEBODY_ELSE, follow);
        InstanceCheck.expect(410, reply, judgement);
        scan.scan(SOMEBODY_ELSE, follow, reply, judgement);
    }

    /** Whether what the token may see of the type is an OR of several things, so that pages may have to be filtered. */
    private boolean needsPages(FuzzToken token, String type) {
        return !oracle.opensAll(token, 's', type) && oracle.ways(token, 's', type).size() > 1;
    }

    private static List<Key> keys(List<Reply> pages, String mode) {
        List<Key> keys = new ArrayList<>();
        pages.forEach(page -> page.entries().stream().filter(entry -> entry.mode().equals(mode))
                .map(Reply.Entry::key).forEach(keys::add));
        return keys;
    }
}
