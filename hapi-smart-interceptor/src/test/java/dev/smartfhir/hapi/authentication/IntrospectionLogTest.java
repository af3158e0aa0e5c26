package dev.smartfhir.hapi.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says about questions that went wrong: the mend, and neither token nor secret. */
class IntrospectionLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.smartfhir.hapi.authentication");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void namesThePropertyToMendInOneLineWhereTheCredentialsAreRefused() {
        try (Introspecting server = new Introspecting("smart.issuers[0].introspection.client-secret=hush-hush")) {
            server.answers(401, "application/json", "{\"error\":\"invalid_client\"}");
            for (int i = 0; i < 20; i++) {
                assertThat(server.refusal("secret-token-" + i)).isEqualTo(503);
            }
        }

        assertThat(log.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN)).singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("refuses this server's own credentials", "smart.issuers[0].introspection.client-id"));
        assertNothingSecret();
    }

    @Test
    void tellsNothingOfTheTokenWhateverIsAnswered() {
        try (Introspecting server = new Introspecting("smart.issuers[0].introspection.client-secret=hush-hush")) {
            server.answers(200, "application/json", "{\"active\":true,\"sub\":\"patient-7\"");
            server.refusal("secret-token-1");
            server.answers(500, "application/json", "{\"sub\":\"patient-7\"}");
            server.refusal("secret-token-2");
            server.verify(answered(server));
        }

        assertThat(log.list).isNotEmpty();
        assertNothingSecret();
    }

    private static String answered(Introspecting server) {
        server.answers(server.active());
        return "secret-token-3";
    }

    private void assertNothingSecret() {
        assertThat(log.list).allSatisfy(event -> assertThat(event.getFormattedMessage())
                .doesNotContain("secret-token", "hush-hush", "patient-7"));
    }
}
