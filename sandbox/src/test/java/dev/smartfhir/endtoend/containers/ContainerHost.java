package dev.smartfhir.endtoend.containers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.process.RunningServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts the two servers in containers, with the settings that they get as processes. */
public final class ContainerHost {

    /** What the sandbox's own FHIR server has on, and the stock one only when told. */
    private static final Map<String, String> STARTER = Map.of(
            "HAPI_FHIR_FHIR_VERSION", "R4",
            "HAPI_FHIR_GRAPHQL_ENABLED", "true",
            "HAPI_FHIR_BULK_EXPORT_ENABLED", "true",
            "SERVER_ADDRESS", "127.0.0.1",
            "JAVA_TOOL_OPTIONS", "-Xmx1500m",
            // In this very spelling: the starter does not see these two in capitals.
            "spring.jpa.properties.hibernate.dialect", "ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect",
            "spring.jpa.properties.hibernate.search.enabled", "false");

    private final SandboxSettings settings;

    public ContainerHost(SandboxSettings settings) {
        this.settings = settings;
    }

    /** Starts Keycloak; the realm is imported where its database is empty. */
    public RunningServer keycloak(ObjectNode realm, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of(
                "KC_HOSTNAME", settings.keycloak().toString(),
                "KC_HTTP_ENABLED", "true",
                "KC_HTTP_HOST", "127.0.0.1",
                "KC_HTTP_PORT", String.valueOf(settings.keycloakPort()),
                "KC_CACHE", "local",
                "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin"));
        return ServerContainer.start("Keycloak", Images.of(settings.projectRoot(), "keycloak"), all,
                Map.of("/opt/keycloak/data/import/realm-export.json",
                        realm.toPrettyString().getBytes(StandardCharsets.UTF_8)), log("keycloak.log"));
    }

    public RunningServer fhirServer(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(STARTER);
        all.put("SERVER_PORT", String.valueOf(settings.fhirPort()));
        return ServerContainer.start("The FHIR server", Images.of(settings.projectRoot(), "hapi"), all, Map.of(),
                log("fhir.log"));
    }

    private Path log(String name) {
        return settings.state().resolve("logs").resolve(name);
    }
}
