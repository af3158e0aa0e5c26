package dev.smartfhir.hapi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.testapp.Properties;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnforcementModeTest {

    private static final String END = "smart.report-only-until=2027-01-31T18:00:00+08:00";

    @Test
    void enforcesUnlessTheOperatorSaysOtherwise() {
        assertThat(mode()).isEqualTo(EnforcementMode.enforce());
        assertThat(mode("smart.mode=enforce")).isEqualTo(EnforcementMode.enforce());
        assertThat(mode().isReportOnlyAt(Instant.EPOCH)).isFalse();
    }

    @Test
    void reportsUntilTheMomentGivenAndNotAtIt() {
        EnforcementMode mode = mode("smart.mode=report-only", END);
        Instant end = Instant.parse("2027-01-31T10:00:00Z");
        assertThat(mode.isReportOnlyAt(end.minusMillis(1))).isTrue();
        assertThat(mode.isReportOnlyAt(end)).isFalse();
        assertThat(mode.isReportOnlyAt(end.plusMillis(1))).isFalse();
    }

    @Test
    void startsNoTrialOfMoreThanHalfAYear() {
        Instant now = Instant.parse("2026-11-22T00:00:00Z");
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);

        assertThat(new ModeReader("report-only", "2027-05-21T00:00:00Z", clock).read().isReportOnlyAt(now)).isTrue();
        assertThatThrownBy(() -> new ModeReader("report-only", "2027-05-21T00:00:01Z", clock).read())
                .isInstanceOf(InvalidSmartProperty.class).hasMessageContaining("smart.report-only-until");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "report-only, -, smart.report-only-until",
        "report-only, soon, smart.report-only-until",
        "report-only, 2027-01-31, smart.report-only-until",
        "report-only, 2027-01-31T18:00:00, smart.report-only-until",
        "enforce, 2027-01-31T18:00:00+08:00, smart.report-only-until",
        "-, 2027-01-31T18:00:00+08:00, smart.report-only-until",
        "reportonly, 2027-01-31T18:00:00+08:00, smart.mode",
        "off, -, smart.mode",
        "'', -, smart.mode"
    })
    void startsWithNoModeThatIsNotWhole(String mode, String until, String property) {
        List<String> lines = new ArrayList<>();
        if (mode != null) {
            lines.add("smart.mode=" + mode);
        }
        if (until != null) {
            lines.add("smart.report-only-until=" + until);
        }
        assertThatThrownBy(() -> mode(lines.toArray(String[]::new)))
                .isInstanceOf(InvalidSmartProperty.class).hasMessageContaining(property);
    }

    private static EnforcementMode mode(String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "smart.fhir-base=https://fhir.example.org/fhir", "smart.issuers[0].issuer=https://as.example.org"));
        lines.addAll(List.of(more));
        return SmartProperties.from(Properties.yaml(lines.toArray(String[]::new))).mode();
    }
}
