package dev.smartfhir.endtoend.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.sandbox.Program;
import dev.smartfhir.endtoend.servers.FreePort;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.demo.Demo;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The images of {@code docker}: both servers start, and the hospital's story is told on them. */
@OnOwnServers
@EnabledIf(value = "dev.smartfhir.endtoend.containers.Engine#answers",
        disabledReason = "No Docker engine answers here, so the images were not run.")
class StockImagesIT {

    private static Servers servers;

    @BeforeAll
    static void startBoth() {
        Path root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
        servers = Servers.inContainers(new SandboxSettings(root, root.resolve("sandbox/target/stock-images"),
                FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find()));
    }

    @AfterAll
    static void endBoth() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void tellTheHospitalsStoryWithEveryVerdictAsExpected() throws InterruptedException {
        try (Program demo = Program.start(Demo.class, servers.sandbox())) {
            assertThat(demo.exitCode()).as(demo.output()).isZero();
            assertThat(demo.output()).contains("every verdict as expected").doesNotContain("FAIL");
        }
    }

    @Test
    void refuseWhoeverHasNoTokenAndWhateverLiesBesideFhir() {
        HttpAnswer refused = servers.fhir().get("/Patient", null);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        URI beside = URI.create("http://localhost:" + servers.sandbox().fhirPort() + "/control/jobs");
        assertThat(new Http().send("GET", beside, Map.of(), null).status()).isEqualTo(404);
    }
}
