package dev.smartfhir.admin.fhir.examination;

import dev.smartfhir.admin.report.Finding;
import dev.smartfhir.admin.report.Report;
import dev.smartfhir.admin.report.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what the checks find.
 */
public final class Findings {

    private final List<Finding> all = new ArrayList<>();

    /** SMART does not work, or is not safe. */
    public void error(Object subject, String code, String text, String mend) {
        add(Severity.ERROR, subject, code, text, mend);
    }

    /** It works, and is weaker or more fragile than it should be. */
    public void warning(Object subject, String code, String text, String mend) {
        add(Severity.WARNING, subject, code, text, mend);
    }

    /** As it should be, or nothing to judge. */
    public void fine(Object subject, String code, String text) {
        add(Severity.OK, subject, code, text, "");
    }

    /** How many errors and warnings there are so far. */
    public long problems() {
        return all.stream().filter(finding -> finding.severity() != Severity.OK).count();
    }

    /** Servers' words may hold what a terminal would obey. */
    private void add(Severity severity, Object subject, String code, String text, String mend) {
        all.add(new Finding(severity, printable(subject.toString()), code, printable(text), mend));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** Whether there is a finding with this code, good or bad. */
    public boolean has(String code) {
        return all.stream().anyMatch(finding -> finding.code().equals(code));
    }

    /** What was found so far. */
    public Report report() {
        return new Report(all);
    }
}
