package dev.smartfhir.endtoend.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.demo.Demo;
import org.junit.jupiter.api.Test;

/** {@code ./sandbox/demo} against the running servers. */
@EndToEnd
class DemoIT {

    private final SandboxSettings settings;

    DemoIT(Servers servers) {
        this.settings = servers.sandbox();
    }

    @Test
    void everyVerdictIsAsExpectedAndTheSecondHospitalFindsNothingOfTheFirst() throws InterruptedException {
        try (Program demo = Program.start(Demo.class, settings)) {
            assertThat(demo.exitCode()).as(demo.output()).isZero();
            assertThat(demo.output())
                    .contains("every verdict as expected", "the Claim is left out",
                            "every decision is hospital B's, and nothing else came with them",
                            "there are decisions of both hospitals", "the count is that of hospital B's own: 2")
                    .doesNotContain("FAIL", "eyJ");
        }
    }

    @Test
    void endsWithOneSentenceWhereNothingRuns() throws InterruptedException {
        SandboxSettings nothingThere = new SandboxSettings(
                settings.projectRoot(), settings.state(), settings.keycloakPort(), 1, settings.demoPort(),
                settings.appPort());
        try (Program demo = Program.start(Demo.class, nothingThere)) {
            assertThat(demo.exitCode()).isEqualTo(1);
            assertThat(demo.output()).contains("demo: The sandbox does not answer").doesNotContain("\tat ");
        }
    }
}
