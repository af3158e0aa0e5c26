package dev.smartfhir.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTimeTest {

    @Test
    void addsUserAndSystemTimeAlsoWhereTheNameHoldsSpacesAndBrackets() {
        String stat = "4711 (a b) c) S 1 4711 4711 0 -1 4194304 900 0 0 0 250 50 7 9 20 0 30 0 12345 1 1";

        assertThat(CpuTime.parse(stat)).isEqualTo(3000);
    }
}
