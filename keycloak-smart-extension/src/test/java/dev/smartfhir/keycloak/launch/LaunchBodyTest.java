package dev.smartfhir.keycloak.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchBodyTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "*/*", "application/*",
        "application/fhir+json", "application/json; charset=utf-16", "json"})
    void refusesEveryOtherContentType(String contentType) {
        assertThatThrownBy(() -> read(contentType, new byte[] {'{', '}'}))
                .asInstanceOf(type(LaunchRefusal.class)).extracting(refusal -> refusal.status().getStatusCode())
                .isEqualTo(415);
    }

    @Test
    void refusesWhatIsLargerThanEightKilobytes() {
        assertThatThrownBy(() -> read("application/json", " ".repeat(8 * 1024 + 1).getBytes(StandardCharsets.UTF_8)))
                .asInstanceOf(type(LaunchRefusal.class)).extracting(refusal -> refusal.status().getStatusCode())
                .isEqualTo(413);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> read("application/json", "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(LaunchRefusal.class).hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/json;charset=UTF-8"})
    void readsJson(String contentType) {
        assertThat(read(contentType, "{\"a\":\"院\"}".getBytes(StandardCharsets.UTF_8))).isEqualTo("{\"a\":\"院\"}");
    }

    private static String read(String contentType, byte[] body) {
        return LaunchBody.read(contentType, new ByteArrayInputStream(body));
    }
}
