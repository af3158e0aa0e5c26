package dev.smartfhir.sandbox.pages.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackTest extends AppFixture {

    @Test
    void aStateThatNobodyWaitsForIsRefused() {
        begin();

        assertRefusedWithoutExchange(callback("state=made-up&code=x"), "waits for this state");
        assertRefusedWithoutExchange(callback("state=&code=x"), "state is missing");
    }

    @Test
    void anotherBrowsersStateIsRefused() {
        String state = parameter(begin(), "state");

        HttpAnswer answer = platform.browser().get(platform.page("/app/callback?code=x&state=" + state));

        assertRefusedWithoutExchange(answer, "waits for this state");
    }

    @Test
    void aStateWorksOnce() {
        URI redirect = begin();
        giveTokens(parameter(redirect, "nonce"));
        String answer = "code=x&state=" + parameter(redirect, "state");

        assertThat(callback(answer).status()).isEqualTo(303);
        HttpAnswer second = callback(answer);

        assertThat(second.status()).isEqualTo(400);
        assertThat(platform.requests().stream().filter(request -> request.startsWith("POST /token"))).hasSize(1);
    }

    @Test
    void anAnswerWithoutCodeIsRefusedAndUsesTheStateUp() {
        String state = parameter(begin(), "state");

        assertRefusedWithoutExchange(callback("state=" + state), "code is missing");
        assertRefusedWithoutExchange(callback("code=x&state=" + state), "waits for this state");
    }

    @Test
    void anAnswerOfAnotherAuthorizationServerIsRefused() {
        String state = parameter(begin(), "state");

        assertRefusedWithoutExchange(callback("code=x&iss=https%3A%2F%2Fother.example&state=" + state),
                "but " + platform.issuer() + " was asked");
    }

    @Test
    void anErrorIsShownAsItCame() {
        HttpAnswer answer = callback("error=access_denied&error_description=No+launch&state="
                + parameter(begin(), "state"));

        assertRefusedWithoutExchange(answer, "The authorization server refused: access_denied");
        assertThat(answer.body()).contains("No launch");
    }

    @Test
    void aRefusedCodeGivesNoGrant() {
        String state = parameter(begin(), "state");
        platform.reply("POST /token", 400, "{\"error\":\"invalid_grant\"}");

        HttpAnswer answer = callback("code=x&state=" + state);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant");
        assertThat(browser.open(platform.page("/app")).page().body()).doesNotContain("/app/grant?");
    }

    @ParameterizedTest
    @CsvSource({"nonce, other", "iss, https://other.example", "aud, other-app", "exp, 1"})
    void anIdTokenThatIsNotRightIsSaidToBeWrong(String claim, String value) {
        URI redirect = begin();
        Object wrong = claim.equals("exp") ? Long.valueOf(1) : value;
        giveIdToken(platform.idToken(parameter(redirect, "nonce"), Map.of(claim, wrong)));
        browser.open(platform.page("/app/callback?code=x&state=" + parameter(redirect, "state")));

        assertThat(browser.text()).contains("The ID token is WRONG").doesNotContain("The ID token is right");
    }

    @Test
    void anIdTokenIsCheckedWithTheKeysOfTheServer() {
        URI redirect = begin();
        giveTokens(parameter(redirect, "nonce"));
        browser.open(platform.page("/app/callback?code=x&state=" + parameter(redirect, "state")));

        assertThat(browser.text()).contains("The ID token is right");
    }
}
