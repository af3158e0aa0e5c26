package dev.smartfhir.endtoend.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.FreePort;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Both servers on https with certificates from the test's own authority, told to trust it or not. */
final class TlsPair implements AutoCloseable {

    private final OwnPair pair;

    TlsPair(boolean trusting) {
        int keycloakPort = FreePort.find();
        int fhirPort = FreePort.find();
        pair = new OwnPair(URI.create("https://localhost:" + keycloakPort),
                URI.create("https://localhost:" + fhirPort + "/fhir"));
        try {
            start(keycloakPort, fhirPort, trusting);
        } catch (RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    private void start(int keycloakPort, int fhirPort, boolean trusting) {
        PrivateAuthority authority = pair.authority();
        List<String> options = new ArrayList<>(List.of("--http-port=" + FreePort.find(),
                "--https-port=" + keycloakPort, "--https-certificate-file=" + authority.certificate(),
                "--https-certificate-key-file=" + authority.key()));
        Map<String, String> settings = new HashMap<>(Map.of(
                "SERVER_SSL_KEY_STORE", authority.keyStore().toString(), "SERVER_SSL_KEY_STORE_TYPE", "PKCS12",
                "SERVER_SSL_KEY_STORE_PASSWORD", PrivateAuthority.PASSWORD));
        if (trusting) {
            options.add("--truststore-paths=" + authority.trusted());
            settings.put("SMART_TRUSTED_CERTIFICATES", authority.trusted().toString());
        }
        ServerProcess keycloak = pair.startKeycloak(options.toArray(String[]::new));
        ServerProcess fhir = pair.startFhir(fhirPort, settings);
        OwnPair.await(keycloak, pair.issuer());
        OwnPair.await(fhir, URI.create(pair.fhirBase() + "/metadata"));
    }

    OwnPair pair() {
        return pair;
    }

    /** A backend service whose keys Keycloak has to fetch by https. */
    BackendService withKeySetUrl(String scope) {
        ClientKey key = ClientKey.es384();
        SecurePage page = pair.with(new SecurePage(pair.authority(), key.publicKeySet()));
        ObjectNode client = pair.clients().confidential();
        client.withObject("/attributes").put("use.jwks.url", "true").put("jwks.url", page.url().toString());
        return pair.clients().backendService(client, key, scope);
    }

    @Override
    public void close() {
        pair.close();
    }
}
