package dev.smartfhir.hapi.discovery;

import dev.smartfhir.hapi.config.SecureUrl;
import dev.smartfhir.hapi.config.SmartProperties;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primary issuer's {@code smart-configuration}: read when first asked for, then refreshed in the background.
 *
 * <p>While the issuer is away, or answers with a document that breaks the rules, the last good copy stays.
 */
public final class DiscoveryDocument implements AutoCloseable {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryDocument.class);

    private final URI location;
    private final DocumentRules rules;
    private final BoundedFetch fetch;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final ExecutorService background = new ThreadPoolExecutor(
            0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), DiscoveryDocument::thread,
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile SmartConfiguration lastGood;
    private volatile Instant nextAttempt = Instant.MIN;

    /**
     * Prepares for the primary issuer's document, without a request.
     */
    public DiscoveryDocument(SmartProperties properties, BoundedFetch fetch, Clock clock) {
        this.location = properties.primaryIssuer().discoveryUri();
        this.rules = new DocumentRules(
                properties.primaryIssuer().issuer(), new SecureUrl(properties.allowPlainHttp()));
        this.fetch = fetch;
        this.clock = clock;
    }

    /**
     * The document; waits for it only where there is no copy yet.
     *
     * @return the document; empty where none has been read so far and the issuer is away
     */
    public Optional<SmartConfiguration> get() {
        if (lastGood == null) {
            read();
            return Optional.ofNullable(lastGood);
        }
        return peek();
    }

    /**
     * The last good copy, at once; starts to read it where there is none or it is old.
     */
    public Optional<SmartConfiguration> peek() {
        if (!clock.instant().isBefore(nextAttempt)) {
            background.execute(this::read);
        }
        return Optional.ofNullable(lastGood);
    }

    private void read() {
        boolean mine = false;
        try {
            mine = reading.tryLock(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            if (mine && !clock.instant().isBefore(nextAttempt)) {
                readNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                reading.unlock();
            }
        }
    }

    private void readNow() {
        try {
            lastGood = rules.read(fetch.get(location));
            nextAttempt = clock.instant().plus(FRESH);
        } catch (IOException e) {
            nextAttempt = clock.instant().plus(BETWEEN_ATTEMPTS);
            LOG.warn("The SMART configuration at {} cannot be used: {}. {}", location, e.getMessage(),
                    lastGood == null ? "There is no earlier copy." : "The last good copy is served.");
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "smart-discovery");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Ends the background refresh.
     */
    @Override
    public void close() {
        background.shutdownNow();
    }
}
