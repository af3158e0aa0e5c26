package dev.smartfhir.sandbox.pages.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.browser.WebBrowser;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverTest {

    @TempDir
    private static Path state;
    private static Platform platform;
    private WebBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        platform = Platform.start(state);
    }

    @BeforeEach
    void reset() {
        platform.reset();
        browser = platform.browser();
    }

    @AfterAll
    static void end() {
        platform.close();
    }

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
        assertThat(exchangeAs("demo-app-confidential")).contains(" Basic ").doesNotContain("client_id", "client_secret");
        assertThat(exchangeAs("demo-app-asymmetric")).contains(" null ", "client_assertion=eyJ",
                "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer");
    }

    @ParameterizedTest
    @CsvSource({"nonce, other", "iss, https://other.example", "aud, other-app", "exp, 1"})
    void anIdTokenThatIsNotRightIsSaidToBeWrong(String claim, String value) {
        URI redirect = begin();
        Object wrong = claim.equals("exp") ? Long.valueOf(1) : value;
        giveTokens(platform.idToken(parameter(redirect, "nonce"), Map.of(claim, wrong)), "");
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

    private URI begin() {
        return begin("demo-app");
    }

    private URI begin(String client) {
        return browser.open(platform.page("/app/standalone"))
                .press("Authorize by redirect", Map.of("client", client)).address();
    }

    private Map<String, String> posted() {
        browser.open(platform.page("/app/standalone")).press("Authorize by form");
        browser.press("Go to the authorization server");
        return form(platform.lastRequest("/authorize"));
    }

    private String exchangeAs(String client) {
        platform.reply("POST /token", 200, "{\"access_token\":\"a\"}");
        callback("code=x&state=" + parameter(begin(client), "state"));
        return platform.lastRequest("/token");
    }

    private void giveTokens(String nonce) {
        giveTokens(platform.idToken(nonce, Map.of()), "");
    }

    private void giveTokens(String idToken, String more) {
        platform.reply("POST /token", 200, "{\"access_token\":\"access\",\"id_token\":\"" + idToken + "\"" + more + "}");
    }

    private HttpAnswer callback(String query) {
        return browser.get(platform.page("/app/callback?" + query));
    }

    private void assertRefusedWithoutExchange(HttpAnswer answer, String reason) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
        assertThat(platform.requests()).noneMatch(request -> request.startsWith("POST /token"));
    }

    private static String parameter(URI address, String name) {
        return query(address).get(name);
    }

    private static Map<String, String> query(URI address) {
        return fields(address.getRawQuery());
    }

    private static Map<String, String> form(String request) {
        return fields(request.substring(request.lastIndexOf(' ') + 1));
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = Pattern.compile("([^&=]+)=([^&]*)").matcher(encoded);
        while (field.find()) {
            fields.put(field.group(1), URLDecoder.decode(field.group(2), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
