package dev.smartfhir.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CountersTest {

    private static final Count GRANT = new Count(Meter.GRANTS, "refresh_token", "granted");

    @Test
    void addOneForEachEventUnderItsRealmAndResult() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Counters counters = new Counters(registry);

        counters.add(GRANT, "smart");
        counters.add(GRANT, "smart");
        counters.add(GRANT, "other");

        assertThat(registry.get("smart.grants").tags("realm", "smart", "grant_type", "refresh_token",
                "result", "granted").counter().count()).isEqualTo(2);
        assertThat(registry.get("smart.grants").tags("realm", "other").counter().count()).isEqualTo(1);
    }

    @Test
    void countNothingAndFailAtNothingWhereMetricsAreOff() {
        CompositeMeterRegistry withoutAny = new CompositeMeterRegistry();

        new Counters(withoutAny).add(GRANT, "smart");

        assertThat(withoutAny.get("smart.grants").counter().count()).isZero();
    }

    @Test
    void carryNoTagButRealmResultAndTheirOwn() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();

        new Counters(registry).add(new Count(Meter.INTROSPECTIONS, "", "active"), "smart");

        assertThat(registry.get("smart.introspections").counter().getId().getTags())
                .extracting("key").containsExactly("realm", "result");
    }
}
