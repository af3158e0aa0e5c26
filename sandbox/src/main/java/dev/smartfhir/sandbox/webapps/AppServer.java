package dev.smartfhir.sandbox.webapps;

import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.keys.DemoClient;
import dev.smartfhir.sandbox.keys.KeyStore;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The app that runs on a server, as a confidential client with a private key: one process of Node.js. */
public final class AppServer {

    private static final String NODE = "node";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private AppServer() {
    }

    /** Whether the app is built and there is a Node.js that can run it. */
    public static boolean canRun(SandboxSettings settings) {
        return Files.isRegularFile(WebApps.of(settings).program()) && hasNode();
    }

    /** Starts the process; it reads its key from the store. */
    public static ServerProcess start(SandboxSettings settings, KeyStore keys) {
        DemoClient client = DemoClient.PRIOR_AUTHORIZATION_SERVER;
        client.key(keys);
        return ServerProcess.start("The app on a server", List.of(NODE, WebApps.of(settings).program().toString()),
                Map.of(
                        "APP_PORT", String.valueOf(settings.appPort()),
                        "APP_CLIENT_ID", client.clientId(),
                        "APP_KEY", keys.file(client.clientId()).toString(),
                        "APP_FHIR_BASE", settings.fhirBase().toString(),
                        "APP_SANDBOX", settings.demoPages().toString(),
                        "APP_AUTHORIZATION_SERVER", settings.keycloak().toString()),
                settings.state(), settings.state().resolve("logs/app-server.log"));
    }

    /** Waits until it answers. */
    public static void await(ServerProcess process, SandboxSettings settings) {
        new Readiness().await(process, settings.appServer(), PATIENCE);
    }

    private static boolean hasNode() {
        try {
            Process process = new ProcessBuilder(NODE, "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
