package dev.smartfhir.endtoend.fuzz.check;

import java.util.ArrayList;
import java.util.List;

/** What is to be said of one answer, or of a few that belong together. */
public final class Judgement {

    private final List<String> leaks = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private final List<String> excuses = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    /** More was told or changed than the token may see or change. */
    public void leak(String what) {
        leaks.add(what);
    }

    /** Less was told or done than the token may ask for, and no rule allows that. */
    public void wrong(String what) {
        wrongs.add(what);
    }

    /** Less was told or done, as a documented rule allows. */
    public void excuse(String rule) {
        excuses.add(rule);
    }

    /** A kind of answer that was as expected, for the statistics. */
    public void saw(String kind) {
        seen.add(kind);
    }

    /** Takes over what is to be said of an entry of a batch. */
    void addEntry(int number, Judgement entry) {
        entry.leaks.forEach(what -> leak("entry " + number + ": " + what));
        entry.wrongs.forEach(what -> wrong("entry " + number + ": " + what));
        excuses.addAll(entry.excuses);
        seen.addAll(entry.seen);
    }

    public List<String> leaks() {
        return List.copyOf(leaks);
    }

    public List<String> wrongs() {
        return List.copyOf(wrongs);
    }

    public List<String> excuses() {
        return List.copyOf(excuses);
    }

    public List<String> seen() {
        return List.copyOf(seen);
    }

    public boolean isClean() {
        return leaks.isEmpty() && wrongs.isEmpty();
    }
}
