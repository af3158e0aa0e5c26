package dev.smartfhir.endtoend.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.FreePort;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.Sandbox;
import dev.smartfhir.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./sandbox/run} where it cannot start, and where it is told to end. */
@EndToEnd
class LauncherIT {

    private final SandboxSettings running;

    LauncherIT(Servers servers) {
        this.running = servers.sandbox();
    }

    @Test
    void namesThePortThatIsInUse(@TempDir Path state) throws InterruptedException {
        SandboxSettings settings = new SandboxSettings(
                running.projectRoot(), state, running.keycloakPort(), FreePort.find(), FreePort.find(),
                FreePort.find());
        try (Program launcher = Program.start(Sandbox.class, settings)) {
            assertThat(launcher.exitCode()).isEqualTo(1);
            assertThat(launcher.output().strip())
                    .startsWith("sandbox: Port " + running.keycloakPort() + ", wanted for Keycloak, is in use")
                    .contains("SANDBOX_KEYCLOAK_PORT")
                    .hasLineCount(1);
        }
    }

    @Test
    void namesTheVariableThatIsNotAPort() throws InterruptedException {
        try (Program launcher = Program.start(
                Sandbox.class, running.projectRoot(), Map.of("SANDBOX_FHIR_PORT", "eighty"))) {
            assertThat(launcher.exitCode()).isEqualTo(1);
            assertThat(launcher.output().strip())
                    .isEqualTo("sandbox: SANDBOX_FHIR_PORT must be a port number from 1 to 65535, but is 'eighty'.");
        }
    }

    @Test
    void refusesArgumentsThatItDoesNotKnow() throws InterruptedException {
        try (Program launcher = Program.start(Sandbox.class, running, "--frsh")) {
            assertThat(launcher.exitCode()).isEqualTo(2);
            assertThat(launcher.output()).startsWith("Usage:");
        }
    }

    @Test
    void leavesNoProcessBehindWhenCtrlCComesWhileTheServersStart(@TempDir Path parent) throws Exception {
        SandboxSettings settings = new SandboxSettings(
                running.projectRoot(), parent.resolve("state"), FreePort.find(), FreePort.find(), FreePort.find(),
                FreePort.find());
        try (Program launcher = Program.start(Sandbox.class, settings)) {
            List<ProcessHandle> servers = awaitBothServers(launcher);

            launcher.interrupt();

            launcher.exitCode();
            assertThat(launcher.output()).contains("Ended.").doesNotContain("\tat ");
            assertThat(servers).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void allowsNoSecondSandboxInTheSameDirectory(@TempDir Path parent) throws Exception {
        SandboxSettings first = new SandboxSettings(
                running.projectRoot(), parent.resolve("state"), FreePort.find(), FreePort.find(), FreePort.find(),
                FreePort.find());
        SandboxSettings second = new SandboxSettings(
                running.projectRoot(), parent.resolve("state"), FreePort.find(), FreePort.find(), FreePort.find(),
                FreePort.find());
        try (Program launcher = Program.start(Sandbox.class, first)) {
            awaitOutput(launcher, "Keycloak is prepared");
            try (Program other = Program.start(Sandbox.class, second)) {
                assertThat(other.exitCode()).isEqualTo(1);
                assertThat(other.output().strip())
                        .startsWith("sandbox: Another sandbox is running with the state directory")
                        .hasLineCount(1);
            }
            launcher.interrupt();
            launcher.exitCode();
        }
    }

    /** Keycloak's shell, its Java, and the FHIR server. */
    private static List<ProcessHandle> awaitBothServers(Program launcher) throws InterruptedException {
        awaitOutput(launcher, "The FHIR server is starting");
        List<ProcessHandle> found = List.of();
        for (int i = 0; i < 600 && found.size() < 3; i++) {
            Thread.sleep(Duration.ofMillis(100).toMillis());
            found = launcher.process().descendants().toList();
        }
        assertThat(found).as(launcher.output()).hasSizeGreaterThanOrEqualTo(3);
        return found;
    }

    private static void awaitOutput(Program launcher, String text) throws InterruptedException {
        for (int i = 0; i < 600 && !launcher.output().contains(text); i++) {
            Thread.sleep(Duration.ofMillis(100).toMillis());
        }
        assertThat(launcher.output()).contains(text);
    }
}
