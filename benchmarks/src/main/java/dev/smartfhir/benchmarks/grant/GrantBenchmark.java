package dev.smartfhir.benchmarks.grant;

import dev.smartfhir.benchmarks.load.ClosedLoop;
import dev.smartfhir.benchmarks.load.Comparison;
import dev.smartfhir.benchmarks.load.Comparison.Plan;
import dev.smartfhir.benchmarks.report.Circumstances;
import dev.smartfhir.benchmarks.report.Report;
import dev.smartfhir.benchmarks.report.Table;
import dev.smartfhir.benchmarks.report.Text;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.process.Closers;
import java.io.IOException;
import java.nio.file.Path;

/** What the extension costs Keycloak where it grants tokens by client credentials. */
public final class GrantBenchmark {

    private static final Plan PLAN = new Plan(2500, 14, 250);
    private final Path projectRoot;
    private final int port;

    /** @param port the first of two free ports */
    public GrantBenchmark(Path projectRoot, int port) {
        this.projectRoot = projectRoot;
        this.port = port;
    }

    /** Measures, and writes the part {@code grant} of the report. */
    public void run(Report report, Closers closers) throws IOException {
        ClientKey key = ClientKey.rs384();
        KeycloakPair pair = KeycloakPair.start(projectRoot, key, port, closers);
        ClosedLoop loop = closers.start(ClosedLoop::new);
        Table table = new Table(new Text("Scopes of the client", "用戶端的 scope 數"),
                new Text("stock, ms for a token", "原廠，每個權杖的毫秒數"),
                new Text("with the JAR, ms", "裝上 JAR，毫秒"),
                new Text("tokens, of stock", "權杖數，相對於原廠"),
                new Text("middle half of the rounds", "中間一半的回合"),
                new Text("aim", "目標"), Text.same(""));
        for (int ceilings : BenchmarkRealm.CEILINGS) {
            String client = BenchmarkRealm.client(ceilings);
            Comparison cost = Comparison.of(loop, report.isTrial() ? PLAN.trial() : PLAN,
                    TokenRequests.to(pair.stock(), pair.stockRealm(), client, key),
                    TokenRequests.to(pair.extended(), pair.extendedRealm(), client, key));
            System.out.println(ceilings + " ceilings: " + cost);
            double aim = ceilings == 1 ? 0.95 : 0.9;
            table.row(Text.number(0, ceilings), Text.number(3, cost.without()), Text.number(3, cost.with()),
                    Text.number(2, 1 / cost.ratio()),
                    Text.same(Text.number(2, 1 / cost.high()).english() + "–"
                            + Text.number(2, 1 / cost.low()).english()),
                    Text.same("≥ " + aim), Text.verdict(1 / cost.ratio() >= aim));
        }
        report.write("grant", Circumstances.of(pair.version()), table);
    }
}
