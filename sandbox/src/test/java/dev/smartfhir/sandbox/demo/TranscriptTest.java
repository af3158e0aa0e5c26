package dev.smartfhir.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Transcript transcript = new Transcript(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void isContentWhenEveryVerdictIsTheExpectedOne() {
        transcript.step("GET /Patient", 403, answer(403));

        assertThat(transcript.finish()).isTrue();
        assertThat(text()).contains("ok    HTTP 403", "1 requests, every verdict as expected");
    }

    @Test
    void isNotContentWhenARefusalIsMissing() {
        transcript.step("GET /Patient", 403, answer(200));
        transcript.step("GET /Claim", 403, answer(403));

        assertThat(transcript.finish()).isFalse();
        assertThat(text()).contains("FAIL  HTTP 200 instead of 403", "1 verdicts NOT as expected");
    }

    @Test
    void isNotContentWhenAFindingDoesNotHold() {
        transcript.check(false, "the Bundle is stored whole");

        assertThat(transcript.finish()).isFalse();
        assertThat(text()).contains("FAIL  the Bundle is stored whole");
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static HttpAnswer answer(int status) {
        return new HttpAnswer(status, HttpHeaders.of(Map.of(), (name, value) -> true), "");
    }
}
