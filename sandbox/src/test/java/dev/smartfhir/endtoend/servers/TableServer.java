package dev.smartfhir.endtoend.servers;

import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The FHIR server of the decision table: whatever the starter can open is open, so that what is refused is refused by
 * the drop-in; it logs its SQL statements; its only issuer is the second one, which signs any scope.
 */
public final class TableServer implements AutoCloseable {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final Map<String, String> OPEN = Map.of(
            "HAPI_FHIR_ALLOW_MULTIPLE_DELETE", "true",
            "HAPI_FHIR_ALLOW_CASCADING_DELETES", "true",
            "HAPI_FHIR_GRAPHQL_ENABLED", "true",
            "HAPI_FHIR_BULK_EXPORT_ENABLED", "true",
            "SMART_SEARCH_ALLOWED_CHAINS", "twpas",
            "SMART_PRIVILEGED_WRITES", "NamingSystem",
            "SMART_OPERATIONS", "Patient/$everything",
            "SMART_USERACCESS_PRACTITIONER", "none",
            "LOGGING_LEVEL_ORG_HIBERNATE_SQL", "DEBUG");

    private final StubIssuer issuer;
    private final ExtraFhirServer server;
    private final FhirClient fhir;
    private final Path log;
    private final Map<String, Signed> tokens = new ConcurrentHashMap<>();

    private TableServer(StubIssuer issuer, ExtraFhirServer server, URI base, Path log) {
        this.issuer = issuer;
        this.server = server;
        this.fhir = new FhirClient(base);
        this.log = log;
    }

    /** Starts one, or attaches to the one at {@code e2e.table.port} that was started with these settings. */
    static TableServer startOrAttach(Servers servers) {
        Integer port = Integer.getInteger("e2e.table.port");
        if (port != null) {
            return new TableServer(servers.secondIssuer(), null, URI.create("http://localhost:" + port + "/fhir"),
                    servers.sandbox().state().resolve("logs/fhir-" + port + ".log"));
        }
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        URI base = builder.fhirBase();
        ExtraFhirServer server =
                builder.with(DropInSettings.complete(base, servers.secondIssuer().issuer())).with(OPEN).start();
        return new TableServer(servers.secondIssuer(), server.awaitStarted(), base, server.log());
    }

    /** Requests to it. */
    public FhirClient fhir() {
        return fhir;
    }

    /** A token with a scope and further claims; the same one for the same, as long as it is fresh. */
    public String token(String scope, Map<String, String> claims) {
        Instant now = Instant.now();
        return tokens.compute(scope + claims, (key, known) -> known != null && known.at().isAfter(now.minus(FRESH))
                ? known : new Signed(sign(scope, claims), now)).token();
    }

    private String sign(String scope, Map<String, String> claims) {
        Jwt token = issuer.accessToken(fhir.base(), scope);
        for (Map.Entry<String, String> claim : claims.entrySet()) {
            token = token.withClaim(claim.getKey(), claim.getValue());
        }
        return token.signedBy(issuer.key());
    }

    /** How much it has printed so far, in bytes. */
    public long printed() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed since. */
    public String printedSince(long position) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    private record Signed(String token, Instant at) {
    }
}
