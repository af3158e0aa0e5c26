package dev.smartfhir.hapi.authentication.introspection;

import dev.smartfhir.hapi.authentication.AuthorizationServerUnavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The questions to one issuer that are under way.
 */
final class Lanes {

    /** So long a question waits for its turn. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<Lane, Semaphore> free = new EnumMap<>(Arrays.stream(Lane.values())
            .collect(Collectors.toMap(Function.identity(), lane -> new Semaphore(lane.most(), true))));

    /**
     * As many as are under way may wait, and no more: else a flood would keep every thread of the server waiting.
     *
     * @throws AuthorizationServerUnavailable where the lane is full and stays so
     */
    Place enter(Lane lane) {
        Semaphore places = free.get(lane);
        try {
            if (places.getQueueLength() < lane.most()
                    && places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return places::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AuthorizationServerUnavailable();
    }

    /** A question that is under way, until it is closed. */
    interface Place extends AutoCloseable {

        @Override
        void close();
    }
}
