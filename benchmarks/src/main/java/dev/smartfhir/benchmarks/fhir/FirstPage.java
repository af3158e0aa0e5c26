package dev.smartfhir.benchmarks.fhir;

import dev.smartfhir.benchmarks.load.ClosedLoop;
import dev.smartfhir.benchmarks.load.Quantile;
import dev.smartfhir.benchmarks.load.Side;
import dev.smartfhir.benchmarks.report.Table;
import dev.smartfhir.benchmarks.report.Text;
import java.util.Map;
import java.util.stream.IntStream;

/** How long a caller waits for the first page of a search that finds more than a page. */
final class FirstPage {

    /** Also the default of HAPI's starter. */
    private static final int PAGE = 20;
    private static final int TIMES = 9;
    private static final String SEARCH =
            "/Observation?code=" + BenchmarkData.CODES + "%7C" + BenchmarkData.MANY + "&_count=" + PAGE;
    private static final String SEARCH_WITHOUT_COUNT =
            "/Observation?code=" + BenchmarkData.CODES + "%7C" + BenchmarkData.MANY;
    private final ClosedLoop loop;
    private final FhirPair pair;
    private final BenchmarkIssuer issuer;

    FirstPage(ClosedLoop loop, FhirPair pair, BenchmarkIssuer issuer) {
        this.loop = loop;
        this.pair = pair;
        this.issuer = issuer;
    }

    Table measure() {
        String system = issuer.rs256(pair.guardedBase(), "system/Observation.rs", Map.of());
        String patient = issuer.rs256(pair.guardedBase(), "patient/Observation.rs", Map.of("patient", "p3"));
        Table table = new Table(
                new Text("First page of 60 hits", "60 筆結果的第一頁"),
                new Text("`_count=20`, ms", "`_count=20`，毫秒"),
                new Text("no `_count`, ms", "無 `_count`，毫秒"));
        table.row(new Text("stock", "原廠"), stock(SEARCH, system), stock(SEARCH_WITHOUT_COUNT, system));
        table.row(new Text("with the JAR, `system/`", "裝上 JAR，`system/`"),
                guarded(SEARCH, system), guarded(SEARCH_WITHOUT_COUNT, system));
        table.row(new Text("with the JAR, `patient/`", "裝上 JAR，`patient/`"),
                guarded(SEARCH, patient), guarded(SEARCH_WITHOUT_COUNT, patient));
        return table;
    }

    private Text stock(String path, String token) {
        return time(FhirRequests.to(pair.stock(), pair.stockBase(), path, token, Scenario.NO_CACHE, PAGE));
    }

    private Text guarded(String path, String token) {
        return time(FhirRequests.to(pair.guarded(), pair.guardedBase(), path, token, Scenario.NO_CACHE, PAGE));
    }

    private Text time(Side side) {
        double[] millis = IntStream.range(0, TIMES).mapToDouble(i -> loop.time(side).toNanos() / 1e6).toArray();
        return Text.number(0, Quantile.median(millis));
    }
}
