package dev.smartfhir.admin.report;

import java.util.Comparator;
import java.util.List;

/**
 * What an examination found, the worst first.
 *
 * @param findings everything that was examined
 */
public record Report(List<Finding> findings) {

    /** Sorts the findings by severity, and leaves them in their order within one. */
    public Report {
        findings = findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    /** The exit code: 1 where there is an error, else 0. */
    public int exitCode() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR) ? 1 : 0;
    }

    /** The report for people: one paragraph for each finding, then a line that counts them. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format("%-8s%s: %s%n", finding.severity(),
                    PlainText.of(finding.subject()), PlainText.of(finding.text())));
            if (!finding.mend().isEmpty()) {
                text.append(String.format("%-8s%s%n", "", PlainText.of(finding.mend())));
            }
        }
        return text.append(String.format("%d errors, %d warnings, %d in order%n",
                count(Severity.ERROR), count(Severity.WARNING), count(Severity.OK))).toString();
    }

    private long count(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
}
