package dev.smartfhir.sandbox.pages.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as they stand on the wire, because clients tidy paths up before they send them. */
class AppFilesTest {

    private static final String SECRET = "not for browsers";

    @TempDir
    private static Path root;
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        Path apps = Files.createDirectories(root.resolve("sandbox/target/web/apps"));
        write(apps.resolve("app/index.html"), "<p>頁面</p>");
        write(apps.resolve("app/index.js"), "let script;");
        write(apps.resolve("app/index.js.LEGAL.txt"), "licences");
        write(apps.resolve("app/.hidden.js"), SECRET);
        write(apps.resolve("app/key.json"), SECRET);
        write(apps.resolve("app/noextension"), SECRET);
        write(apps.resolve("app/folder.js/index.html"), "<p>folder</p>");
        write(apps.resolve("../server/main.js"), SECRET);
        Files.createSymbolicLink(apps.resolve("app/link.js"), apps.resolve("../server/main.js"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(AppFiles.PATH, new AppFiles(
                new SandboxSettings(root, root, 1, 2, server.getAddress().getPort(), 4)));
        server.start();
    }

    @AfterAll
    static void end() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "app/,                    text/html; charset=utf-8,       <p>頁面</p>",
        "app/index.html,          text/html; charset=utf-8,       <p>頁面</p>",
        "app/index.html?code=a&b, text/html; charset=utf-8,       <p>頁面</p>",
        "app/index.js,            text/javascript; charset=utf-8, let script;",
        "app/index.js.LEGAL.txt,  text/plain; charset=utf-8,      licences",
        "app/folder.js/,          text/html; charset=utf-8,       <p>folder</p>",
        "config.json,             application/json,               http://localhost:2/fhir"
    })
    void servesWhatAnAppConsistsOf(String path, String type, String content) throws IOException {
        String answer = send("GET", "/apps/" + path);

        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("Content-Type: " + type + "\r\n")
                .contains(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.js", "app", "app/folder.js", "", "app/noextension", "app/key.json",
        "app/.hidden.js", "../server/main.js", "app/../../server/main.js", "..%2Fserver/main.js",
        "%2e%2e/server/main.js", "%2e%2e%2fserver%2fmain.js", "app//index.js", "/app/index.js",
        "app/index.js/", "app/index%00.js", "app/./index.js", "app/%69ndex.js", "app/link.js"})
    void answersEverythingElseWithNotFound(String path) throws IOException {
        assertThat(send("GET", "/apps/" + path)).startsWith("HTTP/1.1 404").doesNotContain(SECRET, root.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void servesForReadingOnly(String method) throws IOException {
        assertThat(send(method, "/apps/app/index.html")).startsWith("HTTP/1.1 405");
    }

    @Test
    void servesThisHostOnly() throws IOException {
        assertThat(send("GET", "/apps/app/index.html", "attacker.example")).startsWith("HTTP/1.1 421");
        assertThat(send("GET", "/apps/config.json", "attacker.example")).startsWith("HTTP/1.1 421");
    }

    @Test
    void letsAPageLoadNothingFromElsewhereAndTalkToTheTwoServersOnly() throws IOException {
        String answer = send("GET", "/apps/app/index.html");

        assertThat(answer).contains("default-src 'none'; script-src 'self'; style-src 'self'; "
                + "connect-src 'self' http://localhost:1 http://localhost:2; form-action 'none'; "
                + "frame-ancestors 'none'; base-uri 'none'");
        assertThat(answer).containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("Referrer-Policy: no-referrer");
    }

    private static String send(String method, String path) throws IOException {
        return send(method, path, "localhost:" + server.getAddress().getPort());
    }

    private static String send(String method, String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: " + host
                    + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
