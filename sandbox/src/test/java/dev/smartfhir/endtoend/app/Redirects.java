package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;

/** What the tests say about the answers of the authorization endpoint. */
public final class Redirects {

    private Redirects() {
    }

    /** Says that the app was told this error at its redirect URI, with its exact state and the issuer (LCH-19). */
    public static void assertRefused(HttpAnswer answer, AppRequest request, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith(TestApp.REDIRECT + "?");
        assertThat(Browser.parameter(answer, "error")).as(answer.header("Location")).isEqualTo(error);
        assertThat(Browser.parameter(answer, "error_description")).isNotBlank()
                .matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        assertThat(Browser.parameter(answer, "state")).isEqualTo(request.get("state"));
        assertThat(Browser.parameter(answer, "iss")).isNotBlank();
        assertThat(Browser.parameter(answer, "code")).isNull();
    }

    /** Says that the app got a code, with its exact state and the issuer (LCH-21, LCH-22). */
    public static void assertCode(HttpAnswer answer, AppRequest request) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith(TestApp.REDIRECT + "?");
        assertThat(Browser.parameter(answer, "code")).as(answer.header("Location")).isNotBlank();
        assertThat(Browser.parameter(answer, "state")).isEqualTo(request.get("state"));
        assertThat(Browser.parameter(answer, "iss")).isNotBlank();
        assertThat(Browser.parameter(answer, "error")).isNull();
    }

    /** Says that the user sees an error page, and that nobody was sent anywhere. */
    public static void assertErrorPage(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.body()).contains("<html").doesNotContain("kc-form-login");
    }

    /** Says that the user is asked to log in. */
    public static void assertLoginPage(HttpAnswer answer) {
        assertThat(answer.status()).as(String.valueOf(answer.header("Location"))).isEqualTo(200);
        assertThat(answer.body()).contains("kc-form-login");
    }
}
