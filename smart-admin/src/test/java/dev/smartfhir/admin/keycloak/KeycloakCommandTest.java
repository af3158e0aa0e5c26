package dev.smartfhir.admin.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.smartfhir.admin.SmartAdmin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command against a server that answers as this test says. */
class KeycloakCommandTest {

    @TempDir
    private Path folder;
    private HttpServer server;
    private String address;
    private Path key;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void startServer() throws Exception {
        key = Files.writeString(folder.resolve("key.json"),
                new ECKeyGenerator(Curve.P_384).keyID("k1").generate().toJSONString());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "http://127.0.0.1:" + server.getAddress().getPort() + "/auth";
        answers.put("/auth/realms/ops/.well-known/openid-configuration",
                "200 {\"issuer\":\"https://public.example/realms/ops\"}");
        answers.put("/auth/realms/ops/protocol/openid-connect/token", "200 {\"access_token\":\"secret-token\"}");
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            String answer = answers.getOrDefault(exchange.getRequestURI().getPath(), "404 {\"error\":\"none\"}");
            byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void signsInWithAKeyForTheIssuerAndSendsTheTokenToTheRealm() throws Exception {
        answers.put("/auth/admin/realms/our realm/smart/doctor", "200 []");

        assertThat(run("doctor", "--realm", "our realm")).isZero();

        String form = asked.get(1).substring(asked.get(1).lastIndexOf(' ') + 1);
        SignedJWT assertion = SignedJWT.parse(form.replaceAll(".*client_assertion=([^&]*).*", "$1"));
        assertThat(URLDecoder.decode(form, StandardCharsets.UTF_8)).contains("grant_type=client_credentials",
                "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("ES384");
        assertThat(assertion.getHeader().getKeyID()).isEqualTo("k1");
        assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly("https://public.example/realms/ops");
        assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo("robot");
        assertThat(assertion.getJWTClaimsSet().getJWTID()).isNotBlank();
        assertThat(asked.get(2)).startsWith("GET /auth/admin/realms/our%20realm/smart/doctor Bearer secret-token");
        assertThat(out.toString() + err).doesNotContain("secret-token");
    }

    @Test
    void endsWithOneWhereTheDoctorFindsAnErrorAndPrintsJsonForMachines() {
        answers.put("/auth/admin/realms/h/smart/doctor", "200 [{\"severity\":\"ERROR\",\"subject\":\"realm h\","
                + "\"code\":\"fhir-base\",\"text\":\"None.\",\"mend\":\"Set it.\"}]");

        assertThat(run("doctor", "--realm", "h", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"severity\" : \"ERROR\"", "\"code\" : \"fhir-base\"");
    }

    @Test
    void showsChangesAndAppliesOnlyWhereItIsTold() {
        String change = "200 [{\"subject\":\"realm h\",\"setting\":\"eventsEnabled\",\"from\":\"false\","
                + "\"to\":\"true\",\"why\":\"So that it is known.\"}]";
        answers.put("/auth/admin/realms/h/smart/changes", change);

        assertThat(run("ready", "--realm", "h", "--fhir-base", "https://f.example/fhir?x=1&y")).isZero();
        assertThat(asked).last().asString()
                .startsWith("GET /auth/admin/realms/h/smart/changes"
                        + "?fhir-base=https%3A%2F%2Ff.example%2Ffhir%3Fx%3D1%26y ");
        assertThat(asked).noneMatch(request -> request.startsWith("POST /auth/admin"));
        assertThat(out.toString().lines()).containsExactly("realm h: eventsEnabled: false -> true",
                "        So that it is known.",
                "1 changes would make it SMART-ready; nothing was changed. Add --apply to make them.");

        assertThat(run("ready", "--realm", "h", "--registration", "--apply")).isZero();
        assertThat(asked).last().asString()
                .startsWith("POST /auth/admin/realms/h/smart/changes?registration=true Bearer ");
        assertThat(out.toString()).endsWith("The realm h is SMART-ready; 1 changes were made.\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "404 {\"error\":\"HTTP 404 Not Found\"}                                | does not have SMART on FHIR",
        "404 {\"error\":\"Realm not found.\"}                                  | There is no realm h",
        "403 {\"error\":\"HTTP 403 Forbidden\"}                                | manage-realm and manage-clients",
        "401 {\"error\":\"HTTP 401 Unauthorized\"}                             | does not take",
        "400 {\"error\":\"invalid_request\",\"error_description\":\"It lacks\"}| It lacks",
        "500 <html>                                                            | its log says why",
        "302                                                                   | status 302",
        "200 <html>                                                            | none that this version",
        "200 {}                                                                | none that this version"})
    void saysInASentenceWhatTheServerRefuses(String answer, String sentence) {
        answers.put("/auth/admin/realms/h/smart/doctor", answer.length() < 4 ? answer + " " : answer);

        assertThat(run("doctor", "--realm", "h")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(sentence);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatTheLoginRefuses() {
        answers.put("/auth/realms/ops/protocol/openid-connect/token",
                "401 {\"error\":\"unauthorized_client\",\"error_description\":\"Invalid client\"}");

        assertThat(run("doctor", "--realm", "h")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("The realm ops did not let the administrator in: Invalid client.\n");
    }

    @Test
    void findsNoKeycloakWhereThereIsNone() {
        answers.remove("/auth/realms/ops/.well-known/openid-configuration");

        assertThat(run("doctor", "--realm", "h")).isEqualTo(2);
        assertThat(err.toString()).startsWith("There is no Keycloak at " + address + " with a realm ops");
        assertThat(asked).as("no credentials were sent").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"kty\":\"EC\"}"})
    void needsAPrivateKeyInTheFile(String content) throws IOException {
        Files.writeString(key, content);

        assertThat(run("doctor", "--realm", "h")).isEqualTo(2);
        assertThat(err.toString()).contains("key.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://auth.example.org", "auth.example.org", "https://u:p@auth.example.org",
        "https://auth.example.org/?x", "https:// a"})
    void needsTheAddressOfAServer(String wrong) {
        assertThat(execute("keycloak", "doctor", "--server", wrong, "--realm", "h", "--user", "a")).isEqualTo(2);
        assertThat(err.toString()).contains("--server is Keycloak's base URL").doesNotContain("u:p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://auth.example.org", "http://192.0.2.1:8080", "HTTP://auth.example.org/auth"})
    void sendsNoSecretOverANetworkInTheClear(String clear) {
        assertThat(execute("keycloak", "doctor", "--server", clear, "--realm", "h", "--user", "a")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--server is http on another machine").contains("https");
    }

    @Test
    void printsNoControlCharactersOfTheServer() {
        answers.put("/auth/realms/ops/protocol/openid-connect/token",
                "401 {\"error\":\"x\",\"error_description\":\"no\\n\\u001b[2Jyes\"}");
        answers.put("/auth/admin/realms/h/smart/changes", "200 [{\"subject\":\"realm\\rh\",\"setting\":\"a\\nb\","
                + "\"from\":\"\",\"to\":\"\\u001b[1m\",\"why\":\"c\\td\"}]");

        assertThat(run("ready", "--realm", "h")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("The realm ops did not let the administrator in: no??[2Jyes.\n");

        answers.put("/auth/realms/ops/protocol/openid-connect/token", "200 {\"access_token\":\"t\"}");
        assertThat(run("ready", "--realm", "h")).isZero();
        assertThat(out.toString()).startsWith("realm?h: a?b: ?[1m\n        c?d\n");
    }

    @Test
    void needsToKnowWhoAsks() {
        assertThat(execute("keycloak", "doctor", "--server", address, "--realm", "h")).isEqualTo(2);
        assertThat(err.toString()).contains("--user NAME, or --client-id ID");
        assertThat(execute("keycloak", "doctor", "--server", address, "--realm", "h", "--user", "a", "--client-id",
                "b")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void asksNobodyForASecretWhereThereIsNoTerminal() {
        Secrets secrets = new Secrets(Map.of("KEYCLOAK_PASSWORD", "")::get, null);

        assertThat(catchThrowable(() -> secrets.get("KEYCLOAK_PASSWORD", "Password")))
                .isInstanceOf(Refused.class).hasMessageContaining("KEYCLOAK_PASSWORD");
    }

    private int run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("keycloak", command, "--server", address + "/", "--auth-realm",
                "ops", "--client-id", "robot", "--client-key", key.toString()));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new SmartAdmin()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
