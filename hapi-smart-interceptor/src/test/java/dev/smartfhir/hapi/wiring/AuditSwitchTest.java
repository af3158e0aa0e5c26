package dev.smartfhir.hapi.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.hapi.audit.AuditTrail;
import dev.smartfhir.hapi.audit.writing.AuditWriter;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditSwitchTest {

    @ParameterizedTest
    @ValueSource(strings = {"smart.audit=true", "smart.audit=on", "smart.audit=YES", "smart.audit=1"})
    void aServerThatCannotKeepRecordsDoesNotStartHoweverTheSwitchIsSpelt(String property) {
        try (IssuerStub issuer = new IssuerStub(Minting.rsa("k"))) {
            assertThatThrownBy(() -> TestServer.enforcing(issuer, property))
                    .hasStackTraceContaining("smart.audit=true needs a JPA server that stores AuditEvent");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart.clock-skew=5s", "smart.audit=false", "smart.audit=off"})
    void recordsNothingUnlessItIsSwitchedOn(String property) {
        try (IssuerStub issuer = new IssuerStub(Minting.rsa("k"));
                TestServer server = TestServer.enforcing(issuer, property)) {
            assertThat(server.context().getBeansOfType(AuditWriter.class)).isEmpty();
            assertThat(server.context().getBeansOfType(AuditTrail.class)).isEmpty();
        }
    }
}
