package dev.smartfhir.endtoend.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.chromium.driver.InChromium;
import dev.smartfhir.endtoend.chromium.pages.ConsentPage;
import dev.smartfhir.endtoend.chromium.pages.LoginPage;
import dev.smartfhir.endtoend.sandbox.FirstHour;
import dev.smartfhir.endtoend.servers.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The app that the guide for the first hour has its reader write. */
@InChromium
class FirstHourInChromiumIT {

    private static final Path FHIRCLIENT =
            Path.of(System.getProperty("project.root"), "sandbox/web/node_modules/fhirclient");
    private final Chromium chromium;
    private final Servers servers;
    private HttpServer web;
    private URI address;

    FirstHourInChromiumIT(Chromium chromium, Servers servers) {
        this.chromium = chromium;
        this.servers = servers;
    }

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = URI.create("http://localhost:" + web.getAddress().getPort() + "/");
        web.start();
    }

    @AfterEach
    void stop() {
        web.stop(0);
    }

    @Test
    void showsThePatientWhoAllowsItAndWhatItMayReadOfHim() {
        assumeThat(FHIRCLIENT).as("fhirclient is not installed, because there is no npm").exists();
        FirstHour guide = new FirstHour(servers, address);
        serve("/", "text/html; charset=utf-8", guide.page(guide.register()).getBytes(StandardCharsets.UTF_8));
        serve("/node_modules/fhirclient/", "text/javascript", null);

        chromium.open(address);
        new LoginPage(chromium).logIn("patient");
        assertThat(chromium.text()).contains("My first app");
        new ConsentPage(chromium).allow();

        chromium.awaitThat(() -> chromium.find(By.id("patient")).getText().contains("病人甲一"), "the patient's name");
        assertThat(chromium.find(By.cssSelector("#findings li")).getText()).isNotBlank();
    }

    /** @param content what to serve; {@code null} for the file of the package that the path names */
    private void serve(String path, String type, byte[] content) {
        web.createContext(path, exchange -> {
            Path file = FHIRCLIENT.resolve(exchange.getRequestURI().getPath().substring(1)
                    .replaceFirst("^node_modules/fhirclient/?", ""));
            byte[] answer = content != null ? content : Files.readAllBytes(file);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
    }
}
