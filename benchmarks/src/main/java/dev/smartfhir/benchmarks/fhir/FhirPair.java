package dev.smartfhir.benchmarks.fhir;

import dev.smartfhir.sandbox.Archives;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import dev.smartfhir.sandbox.fhir.FhirServer;
import dev.smartfhir.sandbox.process.Closers;
import dev.smartfhir.sandbox.process.FileTree;
import dev.smartfhir.sandbox.process.Readiness;
import dev.smartfhir.sandbox.process.ServerProcess;
import dev.smartfhir.sandbox.process.UnpackedArchive;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Two HAPI JPA servers from one archive, each with a database of its own in memory: a stock one, and one with the
 * interceptor's JAR in {@code extra-classes}. Otherwise they are started alike.
 *
 * @param stock       the process of the stock server
 * @param stockBase   its FHIR base
 * @param guarded     the process of the server with the JAR
 * @param guardedBase its FHIR base
 */
record FhirPair(ServerProcess stock, URI stockBase, ServerProcess guarded, URI guardedBase) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** As a server in production has them, where the Java machine may compile as much as it likes. */
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx2g");

    static FhirPair start(Path projectRoot, URI issuer, int port, Closers closers) throws IOException {
        Path state = projectRoot.resolve("benchmarks/target/fhir");
        FileTree.delete(state);
        Archives archives = Archives.in(projectRoot);
        Path program = UnpackedArchive.unpack(
                archives.fhirServer(), projectRoot.resolve("benchmarks/target/fhir-server"), 0);

        FhirServer stock = new FhirServer(program, state.resolve("stock"), port, state.resolve("stock.log"));
        FhirServer guarded =
                new FhirServer(program, state.resolve("guarded"), port + 1, state.resolve("guarded.log"));
        guarded.dropIn(archives.hapiInterceptor());
        Map<String, String> settings = DropInSettings.complete(guarded.base(), issuer);

        ServerProcess stockProcess = closers.start(() -> stock.start(
                Map.of("HAPI_FHIR_SERVER_ADDRESS", stock.base().toString()), JAVA_OPTIONS));
        ServerProcess guardedProcess = closers.start(() -> guarded.start(settings, JAVA_OPTIONS));
        new Readiness().await(Map.of(
                stockProcess, URI.create(stock.base() + "/metadata"),
                guardedProcess, URI.create(guarded.base() + "/metadata")), PATIENCE, ready -> { });
        return new FhirPair(stockProcess, stock.base(), guardedProcess, guarded.base());
    }
}
