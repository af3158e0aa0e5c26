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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The demo app, a browser before it, and a stub of the two servers behind it. */
abstract class AppFixture {

    @TempDir
    private static Path state;
    static Platform platform;
    WebBrowser browser;

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

    URI begin() {
        return begin("demo-app");
    }

    URI begin(String client) {
        return browser.open(platform.page("/app/standalone"))
                .press("Authorize by redirect", Map.of("client", client)).address();
    }

    Map<String, String> posted() {
        browser.open(platform.page("/app/standalone")).press("Authorize by form");
        browser.press("Go to the authorization server");
        return form(platform.lastRequest("/authorize"));
    }

    String exchangeAs(String client) {
        platform.reply("POST /token", 200, "{\"access_token\":\"a\"}");
        callback("code=x&state=" + parameter(begin(client), "state"));
        return platform.lastRequest("/token");
    }

    void giveTokens(String nonce) {
        giveIdToken(platform.idToken(nonce, Map.of()));
    }

    void giveIdToken(String idToken) {
        platform.reply("POST /token", 200, "{\"access_token\":\"access\",\"id_token\":\"" + idToken + "\"}");
    }

    HttpAnswer callback(String query) {
        return browser.get(platform.page("/app/callback?" + query));
    }

    void assertRefusedWithoutExchange(HttpAnswer answer, String reason) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
        assertThat(platform.requests()).noneMatch(request -> request.startsWith("POST /token"));
    }

    static String parameter(URI address, String name) {
        return query(address).get(name);
    }

    static Map<String, String> query(URI address) {
        return fields(address.getRawQuery());
    }

    static Map<String, String> form(String request) {
        return fields(request.substring(request.lastIndexOf(' ') + 1));
    }

    static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = Pattern.compile("([^&=]+)=([^&]*)").matcher(encoded);
        while (field.find()) {
            fields.put(field.group(1), URLDecoder.decode(field.group(2), StandardCharsets.UTF_8));
        }
        return fields;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
