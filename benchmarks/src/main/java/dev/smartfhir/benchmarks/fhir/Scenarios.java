package dev.smartfhir.benchmarks.fhir;

import static dev.smartfhir.benchmarks.fhir.BenchmarkData.CATEGORIES;
import static dev.smartfhir.benchmarks.fhir.BenchmarkData.CODES;
import static dev.smartfhir.benchmarks.fhir.BenchmarkData.IDENTIFIERS;
import static dev.smartfhir.benchmarks.fhir.BenchmarkData.LABORATORY;
import static dev.smartfhir.benchmarks.fhir.BenchmarkData.MIXED;
import static dev.smartfhir.benchmarks.fhir.BenchmarkData.NINE;
import static dev.smartfhir.benchmarks.fhir.BenchmarkData.SHARED;

import dev.smartfhir.benchmarks.report.Text;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What is compared. */
final class Scenarios {

    private static final double READ_AIM = 1.05;
    private static final double SEARCH_AIM = 1.05;
    private static final double CONSTRAINED_SEARCH_AIM = 1.25;
    private static final String SYSTEM = "system/Patient.rs system/Observation.rs";
    private static final String ONE_HIT = "/Patient?identifier=" + IDENTIFIERS + "%7Cp1";
    private static final String NINE_HITS = code(NINE);

    private final BenchmarkIssuer issuer;
    private final URI audience;

    Scenarios(BenchmarkIssuer issuer, URI audience) {
        this.issuer = issuer;
        this.audience = audience;
    }

    List<Scenario> all() {
        String system = token(SYSTEM);
        String constrained = token("system/Observation.rs?category=" + CATEGORIES + "|" + LABORATORY);
        String patient = issuer.rs256(audience, "patient/Observation.rs", Map.of("patient", "p1"));
        String category = "&category=" + CATEGORIES + "%7C" + LABORATORY;
        return List.of(
                Scenario.read(new Text("read, token of RS256", "read，RS256 權杖"), system, "/Patient/p1", READ_AIM),
                Scenario.read(new Text("read, token of ES384", "read，ES384 權杖"),
                        issuer.es384(audience, SYSTEM, Map.of()), "/Patient/p1", READ_AIM),
                search("search, 1 hit, `no-cache`", "search，1 筆，`no-cache`", system, ONE_HIT, false, 1),
                search("search, 9 hits, `no-cache`", "search，9 筆，`no-cache`", system, NINE_HITS, false, 9),
                search("search, 1 hit, re-used", "search，1 筆，重用快取", system, ONE_HIT, true, 1),
                search("search, 9 hits, re-used", "search，9 筆，重用快取", system, NINE_HITS, true, 9),
                Scenario.search(new Text(
                        "search by a constrained scope, 9 hits of 18; stock: the same search with `&category=`",
                        "有條件 scope 的 search，18 筆中的 9 筆；原廠：同一搜尋加上 `&category=`"),
                        constrained, code(MIXED), code(MIXED) + category, Scenario.NO_CACHE, 9,
                        CONSTRAINED_SEARCH_AIM),
                Scenario.read(new Text("read by a constrained scope", "有條件 scope 的 read"),
                        constrained, "/Observation/nine-1", Scenario.NO_AIM),
                Scenario.search(new Text(
                        "search by a `patient/` scope, 9 hits of 18; stock: the same search with `&subject=`",
                        "`patient/` scope 的 search，18 筆中的 9 筆；原廠：同一搜尋加上 `&subject=`"),
                        patient, code(SHARED), code(SHARED) + "&subject=Patient/p1", Scenario.NO_CACHE, 9,
                        Scenario.NO_AIM),
                Scenario.read(new Text("read by a `patient/` scope", "`patient/` scope 的 read"),
                        patient, "/Observation/nine-1", Scenario.NO_AIM));
    }

    private static Scenario search(
            String english, String chinese, String token, String path, boolean reused, int hits) {
        return Scenario.search(new Text(english, chinese), token, path, path,
                reused ? Map.of() : Scenario.NO_CACHE, hits, SEARCH_AIM);
    }

    private String token(String scope) {
        return issuer.rs256(audience, scope, Map.of());
    }

    private static String code(String code) {
        return "/Observation?code=" + CODES + "%7C" + code;
    }
}
