package dev.smartfhir.endtoend.fuzz;

import dev.smartfhir.endtoend.fuzz.check.Judgement;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run has found, printed at once, and how often it has seen what. */
final class FuzzReport {

    private final FuzzSettings settings;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private final Map<String, Integer> excused = new TreeMap<>();
    private int requests;

    FuzzReport(FuzzSettings settings) {
        this.settings = settings;
    }

    synchronized void add(int number, FuzzToken token, Call call, Judgement judgement) {
        requests++;
        judgement.seen().forEach(kind -> seen.merge(kind, 1, Integer::sum));
        judgement.excuses().forEach(rule -> excused.merge(rule, 1, Integer::sum));
        if (!judgement.isClean()) {
            StringBuilder text = new StringBuilder();
            judgement.leaks().forEach(leak -> text.append("LEAK: ").append(leak).append('\n'));
            judgement.wrongs().forEach(wrong -> text.append("WRONG: ").append(wrong).append('\n'));
            text.append("  token ").append(token).append('\n').append("  ").append(call).append('\n')
                    .append("  again with ").append(settings.repeat(number));
            findings.add(text.toString());
            System.out.println(text + "\n");
        }
    }

    synchronized List<String> findings() {
        return List.copyOf(findings);
    }

    synchronized int requests() {
        return requests;
    }

    /** How often an answer of a kind was seen. */
    synchronized int seen(String kind) {
        return seen.getOrDefault(kind, 0);
    }

    @Override
    public synchronized String toString() {
        return findings.size() + " findings in " + requests + " requests of seed " + settings.seed() + "\n  seen: " + seen + "\n  allowed omissions: "
                + excused;
    }
}
