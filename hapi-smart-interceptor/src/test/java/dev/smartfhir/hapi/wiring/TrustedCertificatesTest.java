package dev.smartfhir.hapi.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.hapi.config.InvalidSmartProperty;
import dev.smartfhir.testapp.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {

    @TempDir
    private Path directory;

    @Test
    void doesNotStartWithAFileThatHoldsNoCertificate() throws IOException {
        assertRefused(Files.writeString(directory.resolve("empty.pem"), ""));
    }

    @Test
    void doesNotStartWithAFileThatIsNotThere() {
        assertRefused(directory.resolve("missing.pem"));
    }

    @Test
    void doesNotStartWithADirectory() {
        assertRefused(directory);
    }

    private static void assertRefused(Path file) {
        assertThatThrownBy(() -> TestServer.with(
                "hapi.fhir.custom-interceptor-classes=dev.smartfhir.hapi.SmartInterceptor",
                "smart.fhir-base=" + TestServer.FHIR_BASE, "smart.issuers[0].issuer=https://as.example.org",
                "smart.trusted-certificates=" + file))
                .hasRootCauseInstanceOf(InvalidSmartProperty.class)
                .rootCause().hasMessageStartingWith("smart.trusted-certificates: ");
    }
}
