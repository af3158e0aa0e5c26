package dev.smartfhir.sandbox.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.keys.DemoClient;
import dev.smartfhir.sandbox.keys.KeySetPages;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The shipped realm with demo clients, their public keys, demo users and the sandbox's FHIR base laid over it. */
public final class DemoRealm {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As the overlay has it. */
    private static final String DEFAULT_PAGES = "http://localhost:8090/";
    private static final String DEFAULT_APP_SERVER = "http://localhost:8091/";

    private DemoRealm() {
    }

    /**
     * Builds the document to import.
     *
     * @param shipped {@code realm-export.json}
     * @param settings the only FHIR base that tokens may be meant for, and where the apps and {@link KeySetPages} are
     */
    public static ObjectNode build(Path shipped, SandboxSettings settings, KeyStore keys) throws IOException {
        URI demoPages = settings.demoPages();
        ObjectNode realm = RealmMerge.merge((ObjectNode) JSON.readTree(shipped.toFile()), overlay(settings));
        realm.withObject("/attributes").put("smart.fhir-bases", settings.fhirBase().toString());
        for (JsonNode client : realm.path("clients")) {
            for (DemoClient demo : DemoClient.values()) {
                if (demo.clientId().equals(client.path("clientId").asText())) {
                    publish(demo, (ObjectNode) client.get("attributes"), demoPages, keys);
                }
            }
        }
        return realm;
    }

    private static void publish(DemoClient client, ObjectNode attributes, URI demoPages, KeyStore keys) {
        if (client.keySetByUrl()) {
            attributes.put("use.jwks.url", "true");
            attributes.put("jwks.url", KeySetPages.address(demoPages, client).toString());
        } else {
            attributes.put("use.jwks.string", "true");
            attributes.put("jwks.string", client.key(keys).publicKeySet());
        }
    }

    private static ObjectNode overlay(SandboxSettings settings) throws IOException {
        try (InputStream in = DemoRealm.class.getResourceAsStream("/realm/demo-overlay.json")) {
            String overlay = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return (ObjectNode) JSON.readTree(overlay
                    .replace(DEFAULT_PAGES, settings.demoPages().toString())
                    .replace(DEFAULT_APP_SERVER, settings.appServer().toString()));
        }
    }
}
