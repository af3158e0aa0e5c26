package dev.smartfhir.keycloak.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;

/** Adds to counters in a registry; Keycloak's own is the global one, and counts nothing where metrics are off. */
final class Counters {

    private final MeterRegistry registry;

    Counters(MeterRegistry registry) {
        this.registry = registry;
    }

    static Counters global() {
        return new Counters(Metrics.globalRegistry);
    }

    void add(Count count, String realm) {
        List<Tag> tags = new ArrayList<>(List.of(Tag.of("realm", realm), Tag.of("result", count.result())));
        count.meter().tag().ifPresent(name -> tags.add(Tag.of(name, count.kind())));
        Counter.builder(count.meter().text()).description(count.meter().description()).tags(tags)
                .register(registry).increment();
    }
}
