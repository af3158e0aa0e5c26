package dev.smartfhir.admin.fhir.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.AdminHttp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClocksTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, ''",
        "2, -2, ''",
        "-40, -40, clock clock",
        "40, 0, clocks-apart clock",
        "0, -40, clocks-apart clock",
        "5, -5, clocks-apart",
        "40, none, clock",
        "none, none, ''",
        "nonsense, 0, ''"
    })
    void comparesTheClocksOfBothServersWithThisOneAndWithEachOther(String fhir, String issuer, String codes)
            throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String root = "http://localhost:" + socket.getLocalPort();
            Thread thread = new Thread(() -> serve(socket, root, fhir, issuer));
            thread.setDaemon(true);
            thread.start();
            Findings findings = new Findings();

            new Clocks(Clock.systemUTC()).examine(
                    new FhirServer(URI.create(root + "/fhir"), new AdminHttp(AdminHttp.DEADLINE, null)), findings);

            List<String> found = findings.report().findings().stream()
                    .filter(finding -> !finding.mend().isEmpty()).map(finding -> finding.code()).toList();
            assertThat(String.join(" ", found)).isEqualTo(codes);
        }
    }

    private static void serve(ServerSocket socket, String root, String fhir, String issuer) {
        while (true) {
            try (Socket connection = socket.accept()) {
                BufferedReader reader = new BufferedReader(new InputStreamReader(connection.getInputStream()));
                String first = String.valueOf(reader.readLine());
                while (!String.valueOf(reader.readLine()).isBlank()) {
                    continue;
                }
                String body = "{\"issuer\":\"" + root + "/realms/smart\"}";
                connection.getOutputStream().write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n" + date(first.contains("/realms") ? issuer : fhir) + "\r\n" + body)
                        .getBytes());
            } catch (IOException e) {
                return;
            }
        }
    }

    private static String date(String ahead) {
        return switch (ahead) {
            case "none" -> "";
            case "nonsense" -> "Date: yesterday\r\n";
            default -> "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.now().plusSeconds(Long.parseLong(ahead)).atOffset(ZoneOffset.UTC)) + "\r\n";
        };
    }
}
