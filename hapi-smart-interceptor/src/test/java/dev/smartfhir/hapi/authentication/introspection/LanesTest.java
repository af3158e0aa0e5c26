package dev.smartfhir.hapi.authentication.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.hapi.authentication.AuthorizationServerUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes();

    @Test
    void keepsNoMoreThreadsWaitingThanAreAskingAndLetsTheOtherLaneBe() throws InterruptedException {
        for (int i = 0; i < Lane.UNKNOWN.most(); i++) {
            lanes.enter(Lane.UNKNOWN);
        }
        AtomicInteger refused = new AtomicInteger();
        List<Thread> flood = new ArrayList<>();
        for (int i = 0; i < Lane.UNKNOWN.most(); i++) {
            flood.add(started(() -> {
                try {
                    lanes.enter(Lane.UNKNOWN);
                } catch (AuthorizationServerUnavailable e) {
                    refused.incrementAndGet();
                }
            }));
        }
        Thread.sleep(Lanes.PATIENCE.toMillis() / 2);
        long start = System.nanoTime();
        assertThatThrownBy(() -> lanes.enter(Lane.UNKNOWN)).isInstanceOf(AuthorizationServerUnavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Lanes.PATIENCE.dividedBy(4));
        lanes.enter(Lane.SIGNED).close();
        for (Thread one : flood) {
            one.join();
        }
        assertThat(refused).hasValue(Lane.UNKNOWN.most());
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }
}
