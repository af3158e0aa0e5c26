package dev.smartfhir.benchmarks.load;

import java.util.Arrays;

/** Values below which a given part of a sample lies. */
public final class Quantile {

    private Quantile() {
    }

    /** The median. */
    public static double median(double... sample) {
        return of(0.5, sample);
    }

    /** The quantile between its two neighbours in the sample, by linear interpolation; 0.5 is the median. */
    public static double of(double part, double... sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double position = part * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
