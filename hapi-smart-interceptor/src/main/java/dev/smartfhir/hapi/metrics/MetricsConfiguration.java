package dev.smartfhir.hapi.metrics;

import dev.smartfhir.hapi.authentication.Authentication;
import dev.smartfhir.hapi.authentication.AuthenticationListeners;
import dev.smartfhir.hapi.decision.Decisions;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Counts where Micrometer is on the class path and the host has a registry; else there is nothing of it.
 *
 * <p>The registry is asked for once all beans are there, not by a condition: the starter's component scan comes to this
 * class before a registry is known.
 */
@AutoConfiguration
@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
public class MetricsConfiguration {

    /** Begins to count, where there is one registry to count in. */
    @Bean
    public SmartInitializingSingleton smartMetrics(
            ObjectProvider<MeterRegistry> registries, ObjectProvider<MeasuredQueue> queues,
            Authentication smartAuthentication, AuthenticationListeners smartAuthenticationListeners,
            Decisions smartDecisions) {
        return () -> registries.ifUnique(registry -> {
            SmartMetrics metrics = new SmartMetrics(registry);
            metrics.show(smartAuthentication, queues.orderedStream().toList());
            smartAuthenticationListeners.add(metrics);
            smartDecisions.add(metrics);
        });
    }
}
