package dev.smartfhir.benchmarks.fhir;

import dev.smartfhir.benchmarks.load.ClosedLoop;
import dev.smartfhir.benchmarks.load.Comparison;
import dev.smartfhir.benchmarks.report.Circumstances;
import dev.smartfhir.benchmarks.report.Report;
import dev.smartfhir.benchmarks.report.Table;
import dev.smartfhir.benchmarks.report.Text;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.process.Closers;
import ca.uhn.fhir.util.VersionUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What the interceptor costs a FHIR server: the same load with it and without it, in one run. */
public final class FhirBenchmark {

    private final Path projectRoot;
    private final int port;

    /** @param port the first of two free ports */
    public FhirBenchmark(Path projectRoot, int port) {
        this.projectRoot = projectRoot;
        this.port = port;
    }

    /** Measures, and writes the parts {@code fhir} and {@code first-page} of the report. */
    public void run(Report report, Closers closers) throws IOException {
        BenchmarkIssuer issuer = BenchmarkIssuer.start();
        closers.start(() -> issuer);
        FhirPair pair = FhirPair.start(projectRoot, issuer.address(), port, closers);
        String loader = issuer.rs256(pair.guardedBase(), "system/*.cruds", Map.of());
        BenchmarkData.load(new FhirClient(pair.stockBase()), loader);
        BenchmarkData.load(new FhirClient(pair.guardedBase()), loader);

        Text circumstances = Circumstances.of("HAPI FHIR " + VersionUtil.getVersion() + ", H2");
        ClosedLoop loop = closers.start(ClosedLoop::new);
        Scenarios scenarios = new Scenarios(issuer, pair.guardedBase());
        report.write("fhir", circumstances, compare(loop, pair, scenarios, report.isTrial()));
        report.write("first-page", circumstances, new FirstPage(loop, pair, issuer).measure());
    }

    private static Table compare(ClosedLoop loop, FhirPair pair, Scenarios scenarios, boolean trial) {
        Table table = new Table(new Text("Request", "請求"),
                new Text("stock, ms", "原廠，毫秒"), new Text("with the JAR, ms", "裝上 JAR，毫秒"),
                new Text("ratio", "比值"), new Text("middle half of the rounds", "中間一半的回合"),
                new Text("aim", "目標"), Text.same(""));
        for (Scenario scenario : scenarios.all()) {
            Comparison cost = Comparison.of(loop, trial ? scenario.plan().trial() : scenario.plan(),
                    FhirRequests.to(pair.stock(), pair.stockBase(), scenario.stock(), scenario.token(),
                            scenario.headers(), scenario.hits()),
                    FhirRequests.to(pair.guarded(), pair.guardedBase(), scenario.guarded(), scenario.token(),
                            scenario.headers(), scenario.hits()));
            boolean hasAim = scenario.aim() != Scenario.NO_AIM;
            table.row(scenario.name(), Text.number(3, cost.without()), Text.number(3, cost.with()),
                    Text.number(2, cost.ratio()),
                    Text.same(Text.number(2, cost.low()).english() + "–" + Text.number(2, cost.high()).english()),
                    hasAim ? Text.same("≤ " + scenario.aim()) : Text.none(),
                    hasAim ? Text.verdict(cost.ratio() <= scenario.aim()) : Text.none());
            System.out.println(scenario.name().english() + ": " + cost);
        }
        return table;
    }
}
