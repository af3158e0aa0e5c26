package dev.smartfhir.keycloak.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoctorTest {

    @Test
    void tellsThatAQuestionFailedAndNotWhatTheFailureSays() {
        List<Problem> asked = Doctor.problems(() -> Stream.of("ou=wang,o=hospital").<Problem>map(entry -> {
            throw new IllegalStateException("no answer for " + entry);
        }));

        assertThat(asked).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.text()).isEqualTo("This could not be examined (IllegalStateException).");
        });
    }

    @Test
    void tellsTheProblemsOfAQuestionThatHasSome() {
        Problem known = Problem.warning("It is weak.", "Mend it.");

        assertThat(Doctor.problems(() -> Stream.of(known))).containsExactly(known);
        assertThat(Doctor.problems(Stream::empty)).isEmpty();
    }
}
