package dev.smartfhir.endtoend.servers;

/** Starts the pair of a test run and keeps it until it is interrupted; tests attach with {@code e2e.attach=true}. */
public final class KeepServersRunning {

    private KeepServersRunning() {
    }

    public static void main(String[] args) throws InterruptedException {
        RunSettings settings = RunSettings.fromSystemProperties();
        Servers servers = Servers.start(settings);
        servers.pair();
        // The tests that attach serve the second issuer themselves, on the same port and with the same keys.
        servers.secondIssuer().close();
        System.out.println("Attach with -De2e.attach=true"
                + " -De2e.state=" + settings.sandbox().state()
                + " -De2e.keycloak.port=" + settings.sandbox().keycloakPort()
                + " -De2e.fhir.port=" + settings.sandbox().fhirPort()
                + " -De2e.demo.port=" + settings.sandbox().demoPort()
                + " -De2e.app.port=" + settings.sandbox().appPort()
                + " -De2e.issuer.port=" + settings.issuerPort()
                + " -De2e.management.port=" + settings.managementPort());
        Thread.currentThread().join();
    }
}
