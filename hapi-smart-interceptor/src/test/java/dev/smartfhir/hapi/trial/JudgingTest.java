package dev.smartfhir.hapi.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.decision.Course;
import dev.smartfhir.hapi.instance.NotFound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class JudgingTest {

    private final Judging judging = new Judging();
    private final ServletRequestDetails request = new ServletRequestDetails();
    private final List<String> judged = new ArrayList<>();

    @AfterEach
    void endTransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    static List<Throwable> faults() {
        return List.of(new IllegalStateException("a fault"), new NullPointerException(), new NoClassDefFoundError("x"),
                new StackOverflowError(), new InternalErrorException("HAPI's own"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void keepsAFaultOfItsOwnFromTheRequestAndReportsIt(Throwable fault) {
        assertThatCode(() -> judging.of(request, () -> sneak(fault))).doesNotThrowAnyException();

        assertThat(Course.of(request).isRefused()).isTrue();
    }

    @Test
    void takesNoMistakeOfTheClientForARefusal() {
        judging.of(request, () -> sneak(new InvalidRequestException("HAPI-0507: nonsense")));

        assertThat(Course.of(request).isRefused()).isFalse();
    }

    @Test
    void judgesNothingMoreOnceARuleRefuses() {
        judging.of(request, () -> sneak(new NotFound()));
        judging.of(request, () -> judged.add("again"));
        judging.rest(request);

        assertThat(Course.of(request).isRefused()).isTrue();
        assertThat(judged).isEmpty();
    }

    @Test
    void judgesNothingInATransactionOfTheStorageButAfterwards() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        judging.of(request, () -> judged.add("first"));
        judging.of(request, () -> sneak(new NotFound()));
        judging.of(request, () -> judged.add("second"));
        assertThat(judged).isEmpty();
        assertThat(Course.of(request).isRefused()).isFalse();

        TransactionSynchronizationManager.setActualTransactionActive(false);
        judging.rest(request);
        assertThat(judged).containsExactly("first");
        assertThat(Course.of(request).isRefused()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
