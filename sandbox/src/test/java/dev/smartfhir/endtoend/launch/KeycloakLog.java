package dev.smartfhir.endtoend.launch;

import dev.smartfhir.endtoend.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What the shared Keycloak has printed so far. */
public final class KeycloakLog {

    private KeycloakLog() {
    }

    public static String of(Servers servers) {
        try {
            return Files.readString(servers.sandbox().state().resolve("logs/keycloak.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
