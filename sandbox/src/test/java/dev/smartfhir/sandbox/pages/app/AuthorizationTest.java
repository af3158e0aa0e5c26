package dev.smartfhir.sandbox.pages.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest extends AppFixture {

    @ParameterizedTest
    @ValueSource(strings = {"https://attacker.example/fhir", "{base}/../other", "{base}x", "{base}/Patient", "{base}?a",
        "{base}#a", "{base}@attacker.example", "javascript:alert(1)", "fhir", "{base}//"})
    void aForeignIssIsRefusedBeforeAnythingIsAskedThere(String iss) {
        String foreign = iss.replace("{base}", platform.fhirBase().toString());

        HttpAnswer launched = browser.get(platform.page("/app/launch?launch=x&iss=" + encode(foreign)));
        browser.open(platform.page("/app/standalone")).press("Authorize by redirect", Map.of("iss", foreign));

        assertThat(launched.status()).isEqualTo(400);
        assertThat(browser.page().status()).isEqualTo(400);
        assertThat(browser.text()).contains("trusts the FHIR server " + platform.fhirBase() + " only");
        assertThat(platform.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/app/launch?launch=x, iss", "/app/launch?iss={base}, launch", "/app/launch?iss={base}&launch=, launch",
        "/app/callback?code=x, state"})
    void aMissingParameterIsNamed(String path, String missing) {
        HttpAnswer answer = browser.get(platform.page(path.replace("{base}", encode(platform.fhirBase().toString()))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The parameter " + missing + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void theRequestHoldsWhatSmartAsksForAndNothingElse(String method) throws Exception {
        Map<String, String> sent = method.equals("GET") ? query(begin()) : posted();

        assertThat(sent).containsOnlyKeys("response_type", "client_id", "redirect_uri", "scope", "state", "aud",
                "code_challenge", "code_challenge_method", "nonce");
        assertThat(sent).containsEntry("response_type", "code").containsEntry("client_id", "demo-app")
                .containsEntry("redirect_uri", platform.page("/app/callback").toString())
                .containsEntry("aud", platform.fhirBase().toString())
                .containsEntry("code_challenge_method", "S256");
        assertThat(sent.get("state")).hasSizeGreaterThanOrEqualTo(43);
        giveTokens(sent.get("nonce"));
        callback("code=the-code&state=" + sent.get("state"));
        Map<String, String> exchange = form(platform.lastRequest("/token"));
        assertThat(exchange).containsEntry("code", "the-code").containsEntry("client_id", "demo-app")
                .containsEntry("redirect_uri", platform.page("/app/callback").toString());
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(exchange.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
                .isEqualTo(sent.get("code_challenge"));
    }

    @Test
    void anEhrLaunchHandsTheHandleOn() {
        browser.open(platform.page("/app/launch?launch=the-handle&iss=" + encode(platform.fhirBase() + "/")));
        browser.press("Authorize by redirect");

        assertThat(query(browser.address())).containsEntry("launch", "the-handle");
    }

    @Test
    void eachClientProvesWhoItIsInItsWay() {
        assertThat(exchangeAs("demo-app")).contains(" null ", "client_id=demo-app").doesNotContain("client_assertion");
        assertThat(exchangeAs("demo-app-confidential")).contains(" Basic ")
                .doesNotContain("client_id", "client_secret");
        assertThat(exchangeAs("demo-app-asymmetric")).contains(" null ", "client_assertion=eyJ",
                "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer");
    }
}
