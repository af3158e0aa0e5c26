package dev.smartfhir.endtoend.fuzz;

import dev.smartfhir.endtoend.fuzz.check.Comparison;
import dev.smartfhir.endtoend.fuzz.check.Gateway;
import dev.smartfhir.endtoend.fuzz.check.Judgement;
import dev.smartfhir.endtoend.fuzz.check.WriteComparison;
import dev.smartfhir.endtoend.fuzz.draw.Asked;
import dev.smartfhir.endtoend.fuzz.draw.Draw;
import dev.smartfhir.endtoend.fuzz.draw.RequestDraws;
import dev.smartfhir.endtoend.fuzz.draw.TokenDraws;
import dev.smartfhir.endtoend.fuzz.draw.Values;
import dev.smartfhir.endtoend.fuzz.draw.Write;
import dev.smartfhir.endtoend.fuzz.draw.WriteDraws;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * One run: requests by number, each drawn from the seed and its number alone; eight in a row have the same token.
 *
 * <p>Reads go on at the same time; a write has the server for itself and leaves it as it was.
 */
final class FuzzRun {

    private static final int REQUESTS_PER_TOKEN = 8;

    private final FuzzSettings settings;
    private final TokenDraws tokens;
    private final RequestDraws requests;
    private final WriteDraws writes;
    private final Comparison reading;
    private final WriteComparison writing;
    private final FuzzReport report;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final AtomicInteger next = new AtomicInteger();

    FuzzRun(FuzzSettings settings, World world, Gateway gateway, String base) {
        this.settings = settings;
        Oracle oracle = new Oracle(world);
        Values values = new Values(world);
        tokens = new TokenDraws(values);
        requests = new RequestDraws(world, values);
        writes = new WriteDraws(world);
        reading = new Comparison(world, oracle, gateway, base);
        writing = new WriteComparison(world, oracle, gateway);
        report = new FuzzReport(settings);
    }

    /** Sends all of them, or the one that the settings name. */
    FuzzReport go() throws Exception {
        if (settings.only() >= 0) {
            one(settings.only());
            return report;
        }
        Instant end = Instant.now().plus(Duration.ofSeconds(settings.seconds()));
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < settings.threads(); i++) {
                all.add(threads.submit(() -> work(end)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return report;
    }

    private void work(Instant end) {
        int number = next.getAndIncrement();
        while (number < settings.requests() && Instant.now().isBefore(end)
                && report.findings().size() < settings.findings()) {
            one(number);
            number = next.getAndIncrement();
        }
    }

    private void one(int number) {
        FuzzToken token = tokens.draw(new Draw(settings.seed(), -1L - number / REQUESTS_PER_TOKEN));
        Draw draw = new Draw(settings.seed(), number);
        if (draw.chance(10)) {
            Write write = writes.draw(draw, token, number);
            lock.writeLock().lock();
            try {
                report.add(number, token, write.call(), judge(() -> writing.judge(token, write)));
            } finally {
                lock.writeLock().unlock();
            }
        } else {
            Asked asked = requests.draw(draw, token);
            lock.readLock().lock();
            try {
                report.add(number, token, asked.call(), judge(() -> reading.judge(token, asked)));
            } finally {
                lock.readLock().unlock();
            }
        }
    }

    /** A comparison that cannot be made is a finding as well. */
    private static Judgement judge(Supplier<Judgement> comparison) {
        try {
            return comparison.get();
        } catch (RuntimeException e) {
            Judgement judgement = new Judgement();
            judgement.wrong("could not be compared: " + e + " at " + e.getStackTrace()[0]);
            return judgement;
        }
    }
}
