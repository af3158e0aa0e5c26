package dev.smartfhir.sandbox.check;

import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every port of the sandbox is free, and no two are the same. */
public final class Ports {

    private Ports() {
    }

    /** @throws SandboxFailure naming the first port that is taken and the variable that moves it */
    public static void require(SandboxSettings settings) {
        Map<Integer, String> seen = new LinkedHashMap<>();
        require(seen, settings.keycloakPort(), "Keycloak", "SANDBOX_KEYCLOAK_PORT");
        require(seen, settings.fhirPort(), "the FHIR server", "SANDBOX_FHIR_PORT");
        require(seen, settings.demoPort(), "the demo pages", "SANDBOX_DEMO_PORT");
        require(seen, settings.appPort(), "the app on a server", "SANDBOX_APP_PORT");
    }

    private static void require(Map<Integer, String> seen, int port, String what, String variable) {
        String other = seen.putIfAbsent(port, what);
        if (other != null) {
            throw new SandboxFailure("Port " + port + " is meant for " + other + " and for " + what
                    + "; choose another one with " + variable + ".");
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new SandboxFailure("Port " + port + ", wanted for " + what
                    + ", is in use; end the program that uses it or choose another port with " + variable + ".");
        }
    }
}
