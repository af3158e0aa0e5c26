package dev.smartfhir.keycloak.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.FakeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaunchHandlesTest {

    private static final Launch LAUNCH = new Launch("app", "user", "http://localhost:8080/fhir", new LaunchContext(
            "p-1", "e-1", List.of(Map.of("reference", "ServiceRequest/1")), true, "order", "hospital", null));

    private final FakeStore store = new FakeStore();
    private final LaunchHandles handles = store.handles("realm", 300);

    @Test
    void aHandleThatNobodyRegisteredIsUnknown() {
        assertThat(handles.find("guessed")).isEmpty();
        assertThat(handles.take("guessed", "browser")).isEmpty();
        assertThat(handles.reserved("guessed")).isEmpty();
        assertThat(handles.use("guessed")).isEmpty();
    }

    @Test
    void aHandleIsAsGoodAsRandomAndNotInTheStore() {
        String handle = handles.register(LAUNCH);

        assertThat(handle).matches("[A-Za-z0-9]{43}").isNotEqualTo(handles.register(LAUNCH));
        assertThat(store.content()).doesNotContain(handle);
    }

    @Test
    void aHandleExpires() {
        String handle = handles.register(LAUNCH);
        store.pass(299);
        assertThat(handles.find(handle)).contains(LAUNCH);
        store.pass(1);

        assertThat(handles.find(handle)).isEmpty();
        assertThat(handles.take(handle, "browser")).isEmpty();
    }

    @Test
    void aTakenHandleLivesAsLongAsALogin() {
        String handle = handles.register(LAUNCH);
        String reservation = handles.take(handle, "browser").orElseThrow();
        store.pass(1_799);
        assertThat(handles.reserved(reservation)).contains(LAUNCH);
        store.pass(1);

        assertThat(handles.reserved(reservation)).isEmpty();
        assertThat(handles.use(reservation)).isEmpty();
        assertThat(handles.take(handle, "browser")).isEmpty();
    }

    @Test
    void anotherBrowserDoesNotGetATakenHandle() {
        String handle = handles.register(LAUNCH);
        handles.take(handle, "browser").orElseThrow();

        assertThat(handles.take(handle, "another browser")).isEmpty();
        assertThat(handles.take(handle, "")).isEmpty();
    }

    @Test
    void theSameBrowserFindsWhatItTook() {
        String handle = handles.register(LAUNCH);
        String reservation = handles.take(handle, "browser").orElseThrow();

        assertThat(handles.take(handle, "browser")).contains(reservation);
        assertThat(handles.take(handle, "browser")).contains(reservation);
        assertThat(handles.reserved(reservation)).contains(LAUNCH);
    }

    @Test
    void aLaunchIsUsedOnce() {
        String handle = handles.register(LAUNCH);
        String reservation = handles.take(handle, "browser").orElseThrow();

        assertThat(handles.use(reservation)).contains(LAUNCH);
        assertThat(handles.use(reservation)).isEmpty();
        assertThat(handles.reserved(reservation)).isEmpty();
        assertThat(handles.take(handle, "browser")).isEmpty();
        assertThat(handles.take(handle, "another browser")).isEmpty();
    }

    @Test
    void aLaunchCanBeUsedInTheRequestThatTookIt() {
        String handle = handles.register(LAUNCH);
        store.beginRequest();
        String reservation = handles.take(handle, "browser").orElseThrow();

        assertThat(handles.use(reservation)).contains(LAUNCH);
        assertThat(handles.use(reservation)).isEmpty();
        store.endRequest();
        assertThat(handles.use(reservation)).isEmpty();
        assertThat(handles.reserved(reservation)).isEmpty();
        assertThat(handles.take(handle, "browser")).isEmpty();
    }

    @Test
    void theHandleIsNoReservationAndTheReservationNoHandle() {
        String handle = handles.register(LAUNCH);
        String reservation = handles.take(handle, "browser").orElseThrow();

        assertThat(handles.use(handle)).isEmpty();
        assertThat(handles.find(reservation)).isEmpty();
        assertThat(handles.take(reservation, "browser")).isEmpty();
    }

    @Test
    void anotherRealmKnowsNoneOfIt() {
        LaunchHandles elsewhere = store.handles("another realm", 300);
        String handle = handles.register(LAUNCH);
        assertThat(elsewhere.find(handle)).isEmpty();
        assertThat(elsewhere.take(handle, "browser")).isEmpty();
        String reservation = handles.take(handle, "browser").orElseThrow();

        assertThat(elsewhere.reserved(reservation)).isEmpty();
        assertThat(elsewhere.use(reservation)).isEmpty();
    }

    @Test
    void keepsALaunchThatIsBoundToNoUserAndWithoutContext() {
        Launch launch = new Launch("app", null, "http://localhost:8080/fhir", LaunchContext.none());

        assertThat(handles.find(handles.register(launch))).contains(launch);
    }

    @Test
    void ofEightBrowsersAtOnceOneGetsTheHandle() throws Exception {
        for (int round = 0; round < 50; round++) {
            String handle = handles.register(LAUNCH);
            assertThat(atOnce(thread -> handles.take(handle, "browser " + thread))).hasSize(1);
        }
    }

    @Test
    void ofEightLoginsAtOnceOneUsesTheLaunch() throws Exception {
        for (int round = 0; round < 50; round++) {
            String reservation = handles.take(handles.register(LAUNCH), "browser").orElseThrow();
            assertThat(atOnce(thread -> handles.use(reservation))).hasSize(1);
        }
    }

    private interface Attempt<T> {
        Optional<T> by(int thread);
    }

    private static <T> List<T> atOnce(Attempt<T> attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<T>>> running = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit((Callable<Optional<T>>) () -> {
                        start.await();
                        return attempt.by(thread);
                    })).toList();
            start.countDown();
            List<T> won = new ArrayList<>();
            for (Future<Optional<T>> attempted : running) {
                attempted.get().ifPresent(won::add);
            }
            return won;
        } finally {
            threads.shutdownNow();
        }
    }
}
