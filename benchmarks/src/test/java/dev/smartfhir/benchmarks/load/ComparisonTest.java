package dev.smartfhir.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void isNotMovedByOneRoundThatSomethingElseDisturbed() {
        Comparison comparison = Comparison.of(List.of(
                new double[] {1, 1.1}, new double[] {2, 2.2}, new double[] {1, 9}, new double[] {4, 4.4},
                new double[] {1, 1.1}));

        assertThat(comparison.ratio()).isCloseTo(1.1, within(1e-9));
        assertThat(comparison.without()).isEqualTo(1);
        assertThat(comparison.with()).isEqualTo(2.2);
    }

    @Test
    void saysWhereTheMiddleHalfOfTheRoundsWas() {
        Comparison comparison = Comparison.of(List.of(
                new double[] {1, 1}, new double[] {1, 2}, new double[] {1, 3}, new double[] {1, 4},
                new double[] {1, 5}));

        assertThat(comparison.low()).isEqualTo(2);
        assertThat(comparison.high()).isEqualTo(4);
    }

    @Test
    void takesTheMedianBetweenTheTwoInTheMiddle() {
        assertThat(Quantile.median(4, 1, 2, 3)).isEqualTo(2.5);
    }
}
