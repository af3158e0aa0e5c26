package dev.smartfhir.hapi.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.config.EnforcementMode;
import dev.smartfhir.hapi.trial.Trial;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardsTest {

    private static final Instant END = Instant.parse("2027-01-31T10:00:00Z");

    private final Enforcement enforcement = new Enforcement(Rules.server(), Rules.properties());
    private final Trial trial = new Trial(enforcement);
    private final MovableClock clock = new MovableClock();
    private final Guards guards =
            new Guards(enforcement, trial, new EnforcementMode(Optional.of(END)), clock);

    @Test
    void endsATrialAtItsVeryMoment() {
        clock.now = END.minusNanos(1);
        assertThat(guards.of(new ServletRequestDetails())).isSameAs(trial);
        assertThat(guards.areReportOnly()).isTrue();
        clock.now = END;
        assertThat(guards.of(new ServletRequestDetails())).isSameAs(enforcement);
        assertThat(guards.areReportOnly()).isFalse();
    }

    @Test
    void letsNoRequestChangeSidesNorAnEntryOfItsBundle() {
        clock.now = END.minusNanos(1);
        ServletRequestDetails before = new ServletRequestDetails();
        guards.of(before);
        clock.now = END.plusSeconds(60);
        assertThat(guards.of(before)).isSameAs(trial);
        assertThat(guards.of(new ServletSubRequestDetails(before))).isSameAs(trial);

        ServletRequestDetails after = new ServletRequestDetails();
        guards.of(after);
        clock.now = END.minusSeconds(60);
        assertThat(guards.of(after)).isSameAs(enforcement);
    }

    @Test
    void enforcesARequestWhoseBodyCameInOnlyAfterTheEnd() {
        clock.now = END.minusNanos(1);
        ServletRequestDetails slow = new ServletRequestDetails();
        guards.of(slow).authenticate(() -> { }, slow);
        assertThat(guards.ofBegun(slow)).as("in time").isSameAs(trial);
        clock.now = END;
        assertThat(guards.ofBegun(new ServletSubRequestDetails(slow))).as("begun in time").isSameAs(trial);
        assertThat(guards.ofBegun(slow)).isSameAs(enforcement);
        assertThat(guards.of(slow)).isSameAs(enforcement);
        assertThat(guards.of(new ServletSubRequestDetails(slow))).isSameAs(enforcement);
        assertThatThrownBy(() -> guards.of(slow).beforeHandling(RestOperationTypeEnum.READ, slow))
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void enforcesTheRequestByWhichTheServerTriesItself() {
        clock.now = END.minusSeconds(60);
        RequestDetails probe = new ServletRequestDetails();
        Guards.enforceOn(probe);
        assertThat(guards.of(probe)).isSameAs(enforcement);
    }

    @Test
    void putsNeitherTheServersOwnRequestsNorAnyOfAnEnforcingServerOnTrial() {
        clock.now = END.minusSeconds(60);
        assertThat(guards.of(new SystemRequestDetails())).isSameAs(enforcement);
        assertThat(guards.of(null)).isSameAs(enforcement);
        Guards always = new Guards(enforcement, trial, EnforcementMode.enforce(), clock);
        assertThat(always.of(new ServletRequestDetails())).isSameAs(enforcement);
        assertThat(always.areReportOnly()).isFalse();
    }

    private static final class MovableClock extends Clock {

        private Instant now = END;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
