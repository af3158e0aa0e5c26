package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;

/** What the tests say about refusals of the launch API. */
final class LaunchRefusals {

    private LaunchRefusals() {
    }

    static void assertRefused(HttpAnswer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
        assertThat(answer.text("error_description")).isNotBlank();
        assertThat(answer.json().size()).isEqualTo(2);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().allValues("WWW-Authenticate").isEmpty()).isEqualTo(status != 401);
    }
}
