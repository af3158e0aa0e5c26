package dev.smartfhir.sandbox.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.browser.WebBrowser;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

class PagesTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    @TempDir
    private static Path state;
    private static Platform platform;

    @BeforeAll
    static void start() throws IOException {
        platform = Platform.start(state);
    }

    @BeforeEach
    void reset() {
        platform.reset();
    }

    @AfterAll
    static void end() {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/start", "/app/act", "/app/logout", "/ehr/launch"})
    void everyFormNeedsTheTokenOfItsSession(String path) {
        WebBrowser browser = platform.browser();
        WebBrowser other = platform.browser();
        String othersToken = token(other);
        token(browser);

        for (Map<String, String> form : List.of(Map.of("a", "b"), Map.of("csrf", ""),
                Map.of("csrf", "made-up"), Map.of("csrf", othersToken))) {
            HttpAnswer answer = browser.post(platform.page(path), form);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("not made for this browser");
        }
        assertThat(platform.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /nowhere,        404",
        "GET,  /app/nowhere,    404",
        "GET,  /ehr/launch,     405",
        "GET,  /app/start,      405",
        "GET,  /app/logout,     405",
        "GET,  /app/grant,      400",
        "GET,  /app/grant?grant=made-up, 404",
        "GET,  /app/launch?iss=a&iss=b, 400",
        "GET,  /app/launch?iss=%FF&iss=x, 400",
        "POST, /app,            405"
    })
    void whatIsNoPageIsRefusedWithAPage(String method, String path, int status) {
        HttpAnswer answer = method.equals("GET") ? platform.browser().get(page(path))
                : platform.browser().post(page(path), Map.of());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("<p class=\"refused\">").doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "localhost", "localhost:1", "127.0.0.1.attacker.example"})
    void aHostThatIsNotThisOneIsRefused(String host) throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 421");
    }

    @Test
    void aFormOfAnotherKindOrOfAnyLengthIsRefused() throws IOException {
        String host = "localhost:" + platform.page("/").getPort();
        String head = "POST /app/start HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n";

        assertThat(raw(head + "Content-Type: text/plain\r\nContent-Length: 1\r\n\r\na")).startsWith("HTTP/1.1 415");
        assertThat(raw(head + "Content-Length: 1\r\n\r\na")).startsWith("HTTP/1.1 415");
        assertThat(raw(head + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 70000\r\n\r\n"
                + "a".repeat(70_000))).startsWith("HTTP/1.1 413");
    }

    @Test
    void everyAnswerKeepsThePageToItself() {
        for (String path : new String[] {"/", "/app", "/nowhere", "/app/standalone"}) {
            HttpAnswer answer = platform.browser().get(platform.page(path));
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'",
                    "form-action 'self' " + platform.stub() + ";", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/");
            assertThat(answer.body()).doesNotContain("<script", "style=", "https://");
        }
    }

    @Test
    void aBrowserKeepsItsSession() {
        WebBrowser browser = platform.browser();

        assertThat(token(browser)).isEqualTo(token(browser)).isNotEqualTo(token(platform.browser()));
        assertThat(browser.get(platform.page("/app")).header("Set-Cookie")).isNull();
    }

    @Test
    void keySetsAndStyleAreServedBesideThePages() {
        assertThat(platform.browser().get(platform.page("/.well-known/jwks/hospital-b-his")).json().path("keys"))
                .hasSize(1);
        assertThat(platform.browser().get(platform.page("/style.css")).header("Content-Type")).startsWith("text/css");
    }

    private String token(WebBrowser browser) {
        Matcher token = TOKEN.matcher(browser.get(platform.page("/app/standalone")).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private URI page(String path) {
        return URI.create(platform.page("/").toString().replaceAll("/$", "") + path);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", platform.page("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try (InputStream in = socket.getInputStream()) {
                in.transferTo(answer);
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
