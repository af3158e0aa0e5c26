package dev.smartfhir.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What the same load costs two servers, in processor time.
 *
 * <p>The rounds alternate, and so does which server goes first, so that what else the machine does hits both. The
 * ratio is the median of the ratios of neighbouring rounds.
 *
 * @param without milliseconds of processor time for each request on the server without our JAR, a median
 * @param with    the same on the server with it
 * @param ratio   with by without
 * @param low     the ratio below which a quarter of the rounds were
 * @param high    the ratio above which a quarter of the rounds were
 */
public record Comparison(double without, double with, double ratio, double low, double high) {

    /**
     * How much is measured.
     *
     * @param warmUp   requests to each server before anything counts
     * @param rounds   rounds that count
     * @param requests requests of each round to each server
     */
    public record Plan(int warmUp, int rounds, int requests) {

        /** Just enough to see that every request is answered as it should be; the figures mean nothing. */
        public Plan trial() {
            return new Plan(10, 1, 20);
        }
    }

    /** Measures. */
    public static Comparison of(ClosedLoop loop, Plan plan, Side without, Side with) {
        for (int sent = 0; sent < plan.warmUp(); sent += plan.requests()) {
            loop.run(without, plan.requests());
            loop.run(with, plan.requests());
        }
        List<double[]> rounds = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            double[] costs = new double[2];
            if (round % 2 == 0) {
                costs[0] = cost(loop, without, plan);
                costs[1] = cost(loop, with, plan);
            } else {
                costs[1] = cost(loop, with, plan);
                costs[0] = cost(loop, without, plan);
            }
            rounds.add(costs);
        }
        return of(rounds);
    }

    static Comparison of(List<double[]> rounds) {
        double[] ratios = rounds.stream().mapToDouble(costs -> costs[1] / costs[0]).sorted().toArray();
        return new Comparison(
                Quantile.median(rounds.stream().mapToDouble(costs -> costs[0]).toArray()),
                Quantile.median(rounds.stream().mapToDouble(costs -> costs[1]).toArray()),
                Quantile.median(ratios), Quantile.of(0.25, ratios), Quantile.of(0.75, ratios));
    }

    private static double cost(ClosedLoop loop, Side side, Plan plan) {
        double before = CpuTime.millis(side.server());
        loop.run(side, plan.requests());
        return (CpuTime.millis(side.server()) - before) / plan.requests();
    }
}
