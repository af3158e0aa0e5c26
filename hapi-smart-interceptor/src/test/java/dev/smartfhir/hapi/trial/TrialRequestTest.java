package dev.smartfhir.hapi.trial;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import dev.smartfhir.hapi.decision.Course;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** Whatever is done to the copy, the request stays as it is. */
class TrialRequestTest {

    private final Patient body = new Patient().setActive(true);
    private final ServletRequestDetails original = new ServletRequestDetails() {
        private int reads;

        @Override
        protected byte[] getByteStreamRequestContents() {
            return (++reads + ". read").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String getHeader(String name) {
            return "sent";
        }

        @Override
        public List<String> getHeaders(String name) {
            return List.of("sent");
        }
    };

    TrialRequestTest() {
        original.setResource(body);
        original.setResourceName("Patient");
    }

    @Test
    void keepsTheBody() {
        TrialRequest copy = new TrialRequest(original);
        ((Patient) copy.getResource()).setActive(false).getMeta().addSecurity().setCode("label");

        assertThat(copy.getResource()).isSameAs(copy.getResource()).isNotSameAs(body);
        assertThat(body.getActive()).isTrue();
        assertThat(body.hasMeta()).isFalse();
        assertThat(original.getResource()).isSameAs(body);
    }

    @Test
    void keepsTheHeaders() {
        TrialRequest copy = new TrialRequest(original);
        copy.setHeaders("Cache-Control", List.of("changed"));

        assertThat(copy.getHeaders("cache-control")).containsExactly("changed");
        assertThat(copy.getHeader("CACHE-CONTROL")).isEqualTo("changed");
        assertThat(copy.getHeader("Accept")).isEqualTo("sent");
        assertThat(original.getHeaders("Cache-Control")).containsExactly("sent");
    }

    @Test
    void readsTheBytesOnceForBoth() {
        byte[] read = new TrialRequest(original).loadRequestContents();

        assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("1. read");
        assertThat(original.loadRequestContents()).isEqualTo(read);
    }

    @Test
    void keepsItsNotesToItselfFromOneHookToTheNext() {
        Course course = Course.of(original);
        new TrialRequest(original).getUserData().put("note", "narrowed");

        assertThat(new TrialRequest(original).getUserData()).containsEntry("note", "narrowed");
        assertThat(original.getUserData()).doesNotContainKey("note");
        assertThat(Course.of(new TrialRequest(original))).isSameAs(course);
    }
}
