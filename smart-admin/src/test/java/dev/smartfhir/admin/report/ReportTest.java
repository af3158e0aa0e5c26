package dev.smartfhir.admin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Finding FINE = new Finding(Severity.OK, "realm smart", "enabled", "It is enabled.", "");
    private static final Finding WEAK =
            new Finding(Severity.WARNING, "client app", "redirect-wildcard", "It has one.", "Name each URI.");
    private static final Finding BROKEN =
            new Finding(Severity.ERROR, "realm smart", "fhir-base", "There is none.", "Set smart.fhir-bases.");

    @Test
    void showsTheWorstFirstWithItsMendAndCountsAll() {
        assertThat(new Report(List.of(FINE, WEAK, BROKEN)).text().lines()).containsExactly(
                "ERROR   realm smart: There is none.",
                "        Set smart.fhir-bases.",
                "WARNING client app: It has one.",
                "        Name each URI.",
                "OK      realm smart: It is enabled.",
                "1 errors, 1 warnings, 1 in order");
    }

    @Test
    void showsNothingFromAServerThatCouldPassForTheCommandsOwnLines() {
        Finding forged = new Finding(Severity.ERROR, "client \u202Ea", "fhir-base-issuer",
                "The issuer is x\nOK      realm h: fine\u001B[2J\u0085\u2028.", "Set\r it.");
        Report report = new Report(List.of(forged));

        assertThat(report.text().lines()).containsExactly(
                "ERROR   client ?a: The issuer is x?OK      realm h: fine?[2J??.",
                "        Set? it.",
                "1 errors, 0 warnings, 0 in order");
        assertThat(JsonReport.of(report)).doesNotContain("\u001B", "\u202E").contains("x\\nOK", "\\u202E");
    }

    @Test
    void isAsciiForMachinesWhateverTheTerminalKnows() {
        assertThat(JsonReport.of(new Report(List.of(new Finding(Severity.OK, "client 診所", "client", "好", "")))))
                .matches("\\p{ASCII}*").contains("client \\u8A3A\\u6240");
    }

    @Test
    void endsWithOneOnlyWhereThereIsAnError() {
        assertThat(new Report(List.of(FINE, WEAK)).exitCode()).isZero();
        assertThat(new Report(List.of(FINE, BROKEN)).exitCode()).isEqualTo(1);
    }
}
