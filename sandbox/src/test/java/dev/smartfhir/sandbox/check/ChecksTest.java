package dev.smartfhir.sandbox.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

    @Test
    void refusesAJavaOlderThan17() {
        assertThatThrownBy(() -> JavaRelease.require(11))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageStartingWith("Java 17 or newer is needed, but this is Java 11 at ");
        assertThatCode(() -> JavaRelease.require(17)).doesNotThrowAnyException();
    }

    @Test
    void refusesADiskThatIsTooFull(@TempDir Path directory) {
        assertThatThrownBy(() -> DiskSpace.require(directory.resolve("not/there/yet"), Long.MAX_VALUE))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageStartingWith("The disk is too full: ");
        assertThatCode(() -> DiskSpace.require(directory, 1)).doesNotThrowAnyException();
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SandboxSettings settings =
                    new SandboxSettings(Path.of("/"), Path.of("/"), free(), taken.getLocalPort(), free(), free());
            assertThatThrownBy(() -> Ports.require(settings))
                    .isInstanceOf(SandboxFailure.class)
                    .hasMessage("Port " + taken.getLocalPort() + ", wanted for the FHIR server, is in use; end the "
                            + "program that uses it or choose another port with SANDBOX_FHIR_PORT.");
        }
    }

    @Test
    void refusesOnePortForTwoServers() throws IOException {
        int port = free();
        SandboxSettings settings = new SandboxSettings(Path.of("/"), Path.of("/"), port, port, free(), free());

        assertThatThrownBy(() -> Ports.require(settings))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("Port " + port + " is meant for Keycloak and for the FHIR server");
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
