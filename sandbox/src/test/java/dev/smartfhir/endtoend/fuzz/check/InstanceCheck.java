package dev.smartfhir.endtoend.fuzz.check;

import dev.smartfhir.endtoend.fuzz.draw.Asked;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Read, read of a version, history of a resource. */
final class InstanceCheck {

    private final World world;
    private final Oracle oracle;

    InstanceCheck(World world, Oracle oracle) {
        this.world = world;
        this.oracle = oracle;
    }

    /** Whether the answer has to be that for an unknown id. */
    boolean isHidden(FuzzToken token, Key key) {
        return !oracle.opensAll(token, 'r', key.type()) && !oracle.isOwnUser(token, key);
    }

    void read(FuzzToken token, Asked.Read asked, Reply reply, Judgement judgement) {
        Key key = asked.key();
        Optional<Version> current = world.current(key);
        if (oracle.isOwnUser(token, key) || oracle.opensAll(token, 'r', key.type())) {
            one(current, world.versions(key).isEmpty() ? 404 : 410, reply, judgement);
        } else if (!oracle.reaches(token, 'r', key.type())) {
            expect(403, reply, judgement);
        } else {
            one(current.filter(it -> oracle.covers(token, 'r', it.body())), 404, reply, judgement);
        }
    }

    void version(FuzzToken token, Asked.ReadVersion asked, Reply reply, Judgement judgement) {
        Key key = asked.key();
        Optional<Version> version = world.version(key, asked.version());
        if (oracle.opensAll(token, 'r', key.type())) {
            one(version.filter(it -> !it.isDeletion()), version.isPresent() ? 410 : 404, reply, judgement);
        } else if (!oracle.reaches(token, 'r', key.type())) {
            expect(403, reply, judgement);
        } else {
            one(version.filter(it -> isOpen(token, it)), 404, reply, judgement);
        }
    }

    void history(FuzzToken token, Asked.InstanceHistory asked, Reply reply, List<Reply.Entry> entries,
            Judgement judgement) {
        Key key = asked.key();
        boolean opensAll = oracle.opensAll(token, 'r', key.type());
        List<Version> shown = world.versions(key).stream().filter(it -> opensAll || isOpen(token, it)).toList();
        if (!oracle.reaches(token, 'r', key.type())) {
            expect(403, reply, judgement);
        } else if (shown.isEmpty()) {
            expect(404, reply, judgement);
        } else if (reply.status() != 200) {
            judgement.wrong("expected a history, got " + reply.status());
        } else {
            Set<Integer> expected = shown.stream().map(Version::number).collect(Collectors.toSet());
            Set<Integer> got = entries.stream().filter(entry -> !entry.json().isMissingNode())
                    .map(Reply.Entry::version).collect(Collectors.toSet());
            got.stream().filter(number -> !expected.contains(number))
                    .forEach(number -> judgement.leak("version " + number + " in a history"));
            if (entries.size() > shown.size()) {
                judgement.leak("a history of " + entries.size() + " entries instead of " + shown.size());
            }
            if (entries.size() < shown.size()) {
                judgement.wrong("a history of " + got + " instead of " + expected);
            }
            if (!opensAll && reply.json().has("total") && reply.json().path("total").asInt() > shown.size()) {
                judgement.leak("a history whose total is " + reply.json().path("total"));
            }
            judgement.saw("history");
        }
    }

    private boolean isOpen(FuzzToken token, Version version) {
        return !version.isDeletion() && oracle.covers(token, 'r', version.body())
                && world.current(version.key()).filter(it -> oracle.covers(token, 'r', it.body())).isPresent();
    }

    private static void one(Optional<Version> expected, int otherwise, Reply reply, Judgement judgement) {
        if (expected.isEmpty()) {
            expect(otherwise, reply, judgement);
            return;
        }
        Version version = expected.get();
        if (reply.status() == 304) {
            judgement.saw("304");
        } else if (reply.status() != 200) {
            judgement.wrong("expected " + version.key() + ", got " + reply.status());
        } else {
            judgement.saw("read");
            if (!reply.body().isEmpty() && !isVersion(version, reply)) {
                judgement.leak("another resource or version than " + version.key() + "/" + version.number());
            }
        }
    }

    private static boolean isVersion(Version version, Reply reply) {
        return reply.json().path("id").asText().equals(version.key().id())
                && reply.json().path("resourceType").asText().equals(version.key().type())
                && reply.json().path("meta").path("versionId").asInt() == version.number();
    }

    /** A success where there has to be a refusal is a leak; another refusal tells something else than it ought to. */
    static void expect(int status, Reply reply, Judgement judgement) {
        if (reply.status() == status) {
            judgement.saw(String.valueOf(status));
        } else if (status == 410 && reply.status() == 404) {
            judgement.excuse("what is gone answers as what is unknown, in a batch");
        } else if (reply.status() < 400) {
            judgement.leak("expected " + status + ", got " + reply.status());
        } else {
            judgement.wrong("expected " + status + ", got " + reply.status());
        }
    }
}
