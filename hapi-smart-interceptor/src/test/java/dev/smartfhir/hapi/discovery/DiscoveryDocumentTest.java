package dev.smartfhir.hapi.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.smartfhir.hapi.config.SecureUrl;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Properties;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryDocumentTest {

    private final IssuerStub issuer = new IssuerStub();
    private Clock clock = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private final DiscoveryDocument document = new DiscoveryDocument(
            Properties.of(issuer), new BoundedFetch(Duration.ofSeconds(2)), new Clock() {
                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return clock.instant();
                }
            });

    @AfterEach
    void stop() {
        document.close();
        issuer.close();
    }

    @Test
    void takesUpAChangeInTheBackground() throws Exception {
        assertThat(document.get().orElseThrow().text("token_endpoint")).hasValue(issuer.issuer() + "/token");
        issuer.publishConfiguration(issuer.goodConfiguration().replace("/token\"", "/token2\""));
        assertThat(document.get().orElseThrow().text("token_endpoint")).hasValue(issuer.issuer() + "/token");

        clock = Clock.offset(clock, DiscoveryDocument.FRESH);
        for (int i = 0; i < 50 && !newEndpoint(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(newEndpoint()).isTrue();
    }

    @Test
    void keepsTheLastGoodCopyWhenTheNewOneBreaksTheRules() throws Exception {
        document.get();
        issuer.publishConfiguration("{}");
        clock = Clock.offset(clock, DiscoveryDocument.FRESH);
        for (int i = 0; i < 5; i++) {
            assertThat(document.get().orElseThrow().text("token_endpoint")).hasValue(issuer.issuer() + "/token");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "token_endpoint':            | x':                   | token_endpoint is missing",
        "grant_types_supported':     | x':                   | grant_types_supported is missing",
        "capabilities':              | x':                   | capabilities is missing",
        "code_challenge_methods_supported': | x':            | code_challenge_methods_supported is missing",
        "['client_credentials']    | 'client_credentials' | grant_types_supported is not a list of texts",
        "['client-confidential-asymmetric'] | [1]           | capabilities is not a list of texts",
        "['S256']                  | []                     | code_challenge_methods_supported is without S256",
        "['S256']                  | ['S256','plain']   | code_challenge_methods_supported has plain",
        "client-confidential-asymmetric | launch-ehr          | authorization_endpoint is missing, although",
        "'issuer':'http           | 'issuer':'https     | issuer is not",
        "'issuer':'               | 'issuer':1,'y':'  | issuer is not",
        "'token_endpoint':'       | 'token_endpoint':'/token','y':' | token_endpoint is not an absolute https URL",
        "'token_endpoint':'       | 'token_endpoint':'http://a.example/t','y':' | token_endpoint is not an absolute",
        "'token_endpoint':'       | 'token_endpoint':null,'y':' | token_endpoint is not an absolute https URL"
    })
    void refusesADocumentThatBreaksTheRules(String from, String to, String problem) {
        String good = issuer.goodConfiguration();
        String bad = good.replace(unescaped(from), unescaped(to));

        assertThat(bad).isNotEqualTo(good);
        assertRefused(bad, problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "", "<html>", "{'token_endpoint'", "[[[["})
    void refusesWhatIsNoJsonObject(String body) {
        assertThatIOException().isThrownBy(() -> rules().read(unescaped(body).getBytes(StandardCharsets.UTF_8)));
    }

    private boolean newEndpoint() {
        return document.get().orElseThrow().text("token_endpoint").orElseThrow().endsWith("/token2");
    }

    private void assertRefused(String body, String problem) {
        assertThatIOException().isThrownBy(() -> rules().read(body.getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith(problem);
    }

    private DocumentRules rules() {
        return new DocumentRules(issuer.issuer(), new SecureUrl(false));
    }

    private static String unescaped(String text) {
        return text.strip().replace('\'', '"');
    }
}
