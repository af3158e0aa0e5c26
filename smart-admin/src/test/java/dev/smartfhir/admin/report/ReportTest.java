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
    void endsWithOneOnlyWhereThereIsAnError() {
        assertThat(new Report(List.of(FINE, WEAK)).exitCode()).isZero();
        assertThat(new Report(List.of(FINE, BROKEN)).exitCode()).isEqualTo(1);
    }
}
