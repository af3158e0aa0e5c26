package dev.smartfhir.benchmarks.grant;

import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.keycloak.KeycloakDistribution;
import dev.smartfhir.sandbox.keycloak.KeycloakServer;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.process.Closers;
import dev.smartfhir.sandbox.process.FileTree;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Two Keycloaks from one distribution with the same realm: a stock one, and one with the extension in
 * {@code providers}.
 *
 * @param version       the release of both
 * @param stock         the process of the stock one
 * @param stockRealm    its issuer
 * @param extended      the process of the one with the JAR
 * @param extendedRealm its issuer
 */
record KeycloakPair(
        String version, ServerProcess stock, URI stockRealm, ServerProcess extended, URI extendedRealm) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static KeycloakPair start(Path projectRoot, ClientKey key, int port, Closers closers) throws IOException {
        Path state = projectRoot.resolve("benchmarks/target/keycloak");
        Archives archives = Archives.in(projectRoot);
        KeycloakServer stock = server(archives, state, "stock", port, key);
        KeycloakServer extended = server(archives, state, "extended", port + 1, key);
        KeycloakDistribution.unpack(archives.keycloakZip(), state.resolve("extended"))
                .provider(archives.keycloakExtension());

        ServerProcess stockProcess = closers.start(() -> stock.start(Map.of()));
        ServerProcess extendedProcess = closers.start(() -> extended.start(Map.of()));
        KeycloakPair pair = new KeycloakPair(
                version(archives), stockProcess, realm(stock), extendedProcess, realm(extended));
        new Readiness().await(Map.of(
                stockProcess, discovery(pair.stockRealm),
                extendedProcess, discovery(pair.extendedRealm)), PATIENCE, ready -> { });
        return pair;
    }

    private static KeycloakServer server(Archives archives, Path state, String name, int port, ClientKey key)
            throws IOException {
        KeycloakDistribution distribution =
                KeycloakDistribution.unpack(archives.keycloakZip(), state.resolve(name));
        FileTree.delete(distribution.home().resolve("data"));
        KeycloakServer server = new KeycloakServer(distribution, port, state.resolve(name + ".log"));
        server.realm(BenchmarkRealm.build(key));
        return server;
    }

    private static String version(Archives archives) {
        return "Keycloak " + archives.keycloakZip().getFileName().toString().replaceAll("[^0-9.]|\\.zip", "");
    }

    private static URI realm(KeycloakServer server) {
        return URI.create(server.base() + "/realms/" + BenchmarkRealm.NAME);
    }

    private static URI discovery(URI realm) {
        return URI.create(realm + "/.well-known/openid-configuration");
    }
}
