package dev.smartfhir.benchmarks.fhir;

import dev.smartfhir.benchmarks.load.Comparison.Plan;
import dev.smartfhir.benchmarks.report.Text;
import java.util.Map;

/**
 * A request to the server with the interceptor, and the one to the stock server that it is compared with.
 *
 * @param name    what the table calls it
 * @param token   what the request brings to both servers; the stock one does not look at it
 * @param guarded the request below the FHIR base of the server with the interceptor
 * @param stock   the request below the FHIR base of the stock server: the same, or narrowed by hand to the same result
 * @param headers more headers of both requests
 * @param hits    how many entries the answer of both has; none for a read
 * @param aim     the ratio that must not be exceeded; infinite where there is no aim
 * @param plan    how much is measured
 */
record Scenario(
        Text name, String token, String guarded, String stock, Map<String, String> headers, int hits, double aim,
        Plan plan) {

    static final Map<String, String> NO_CACHE = Map.of("Cache-Control", "no-cache");
    static final double NO_AIM = Double.POSITIVE_INFINITY;
    private static final Plan READS = new Plan(12_000, 12, 2000);
    private static final Plan SEARCHES = new Plan(1500, 12, 300);

    static Scenario read(Text name, String token, String path, double aim) {
        return new Scenario(name, token, path, path, Map.of(), 0, aim, READS);
    }

    static Scenario search(
            Text name, String token, String guarded, String stock, Map<String, String> headers, int hits, double aim) {
        return new Scenario(name, token, guarded, stock, headers, hits, aim, SEARCHES);
    }
}
