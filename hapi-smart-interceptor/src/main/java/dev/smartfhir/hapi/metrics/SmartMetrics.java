package dev.smartfhir.hapi.metrics;

import dev.smartfhir.hapi.authentication.Authentication;
import dev.smartfhir.hapi.authentication.AuthenticationListener;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.decision.DecisionListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/**
 * The metrics of the JAR. Every tag has few values: never a client, a user, a patient or an id.
 *
 * @see <a href="https://docs.micrometer.io/micrometer/reference/concepts/naming.html">Micrometer, naming meters</a>
 */
final class SmartMetrics implements DecisionListener, AuthenticationListener {

    private static final String NO_RULE = "none";
    private static final String RESULT = "result";
    private static final String ISSUER = "issuer";

    private final MeterRegistry registry;

    SmartMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void decided(Decision decision) {
        registry.counter("smart.decisions",
                "verdict", lowerCase(decision.verdict()),
                "rule", decision.rule().orElse(NO_RULE),
                "interaction", decision.interaction(),
                "of", decision.entry().isPresent() ? "entry" : "request").increment();
    }

    @Override
    public void verified(String issuer, Verification result) {
        registry.counter("smart.token.verifications", ISSUER, issuer, RESULT, lowerCase(result)).increment();
    }

    @Override
    public void keysRead(String issuer, boolean read) {
        registry.counter("smart.jwks.refresh", ISSUER, issuer, RESULT, read ? "read" : "failed").increment();
    }

    @Override
    public void introspected(String issuer, Introspection result) {
        registry.counter("smart.token.introspections", ISSUER, issuer, RESULT, lowerCase(result)).increment();
    }

    /** Shows the state of what is not counted event by event. */
    void show(Authentication authentication, List<MeasuredQueue> queues) {
        Gauge.builder("smart.token.cache.size", authentication, state -> state.remembered().size())
                .description("Verified tokens that are remembered").register(registry);
        FunctionCounter.builder("smart.token.cache", authentication, state -> state.remembered().hits())
                .tag(RESULT, "hit").description("Tokens that were looked up among the remembered").register(registry);
        FunctionCounter.builder("smart.token.cache", authentication, state -> state.remembered().misses())
                .tag(RESULT, "miss").description("Tokens that were looked up among the remembered").register(registry);
        queues.forEach(this::show);
    }

    private void show(MeasuredQueue queue) {
        Gauge.builder("smart.audit.queue.size", queue, MeasuredQueue::size).register(registry);
        Gauge.builder("smart.audit.queue.capacity", queue, MeasuredQueue::capacity).register(registry);
        FunctionCounter.builder("smart.audit.lost", queue, MeasuredQueue::lost).register(registry);
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
