package dev.smartfhir.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The pages on benchmarks: each part of the results stands between {@code <!-- part:begin -->} and
 * {@code <!-- part:end -->}; the prose around is left as it is.
 */
public final class Report {

    private final Path projectRoot;
    private final boolean trial;

    /**
     * The pages of a project.
     *
     * @param trial whether the results are no more than a trial, and so are printed and not written
     */
    public Report(Path projectRoot, boolean trial) {
        this.projectRoot = projectRoot;
        this.trial = trial;
    }

    /** Whether the results are no more than a trial, so that little has to be measured. */
    public boolean isTrial() {
        return trial;
    }

    /**
     * Writes the results of one part into the pages of both languages, and in English to the console.
     *
     * @throws IllegalStateException where a page has no place for them
     */
    public void write(String part, Text circumstances, Table table) throws IOException {
        for (Language language : Language.values()) {
            Path page = projectRoot.resolve(language.file());
            String results = circumstances.in(language) + "\n\n" + table.in(language);
            String written = replaced(Files.readString(page), part, results);
            if (!trial) {
                Files.writeString(page, written);
            }
            if (language == Language.ENGLISH) {
                System.out.println("\n" + results);
            }
        }
    }

    static String replaced(String page, String part, String results) {
        String begin = "<!-- " + part + ":begin -->\n";
        String end = "<!-- " + part + ":end -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("The page has no place for the results of " + part);
        }
        return page.substring(0, from + begin.length()) + results + page.substring(to);
    }
}
