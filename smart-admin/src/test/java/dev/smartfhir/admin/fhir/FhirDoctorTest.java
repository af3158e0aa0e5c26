package dev.smartfhir.admin.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.smartfhir.admin.SmartAdmin;
import dev.smartfhir.admin.fhir.SoundServer.Planted;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class FhirDoctorTest {

    private SoundServer server;

    @BeforeEach
    void start() throws IOException {
        server = new SoundServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void findsNothingAtASoundServer() throws IOException {
        Run run = examine();

        assertThat(run.problems()).as(run.output()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.codes()).contains("enforcement-live", "anonymous", "forged-tokens", "signing-keys", "issuer",
                "base-url", "smart-security", "side-doors", "scopes", "clock", "no-store");
    }

    @Test
    void findsNothingAtASoundServerWithARealToken(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key.json"), SoundServer.KEY.toJSONString());

        Run run = examine("--client-id", SoundServer.CLIENT, "--client-key", key.toString());

        assertThat(run.problems()).as(run.output()).isEmpty();
        assertThat(run.codes()).contains("token", "audience", "allowed", "beyond-scope");
        assertThat(run.output()).doesNotContain(server.lastToken);
    }

    @Test
    void takesASecretForAKeyAndPrintsItNeither() throws IOException {
        Run good = examine("--client-id", SoundServer.CLIENT, "--client-secret=" + SoundServer.SECRET);
        Run wrong = examine("--client-id", SoundServer.CLIENT, "--client-secret=another-secret");

        assertThat(good.problems()).as(good.output()).isEmpty();
        assertThat(good.codes()).contains("token");
        assertThat(wrong.problems()).containsExactly("no-token");
        assertThat(wrong.output()).contains("invalid_client").doesNotContain("another-secret");
        assertThat(good.output()).doesNotContain(SoundServer.SECRET, server.lastToken);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("a server whose JAR does not enforce yet", server -> server.planted.put("/fhir/metadata",
                        new Planted(503, "{\"issue\":[{\"details\":{\"coding\":[{\"code\":\"enforcement-not-live\"}]}}]}")),
                        "enforcement-not-live"),
                fault("no FHIR at the address", server -> server.planted.put("/fhir/metadata", new Planted(404, "")),
                        "no-metadata"),
                fault("anonymous access", server -> server.takesAnybody = true, "anonymous-access"),
                fault("one more way in for anybody",
                        server -> server.planted.put("/fhir/$graphql", new Planted(200, "{}")), "anonymous-access"),
                fault("a 404 instead of 401 for anybody",
                        server -> server.planted.put("/fhir/Patient", new Planted(404, "")),
                        "anonymous-answer", "forged-token"),
                fault("another challenge", server -> server.challenge = "Basic realm=\"fhir\"",
                        "no-challenge", "no-invalid-token"),
                fault("a server that believes every token", server -> {
                    server.takesForged = true;
                    server.ignoresScope = true;
                }, "forged-token"),
                fault("the issuer away", server -> server.planted.put(
                        "/fhir/.well-known/smart-configuration", new Planted(503, "{}")), "discovery-unavailable"),
                fault("no discovery", server -> server.planted.put(
                        "/fhir/.well-known/smart-configuration", new Planted(404, "")), "no-discovery"),
                fault("discovery without capabilities", server -> server.smart.remove("capabilities"),
                        "smart-configuration"),
                fault("discovery without what a capability needs", server -> server.smart.remove("jwks_uri"),
                        "smart-configuration"),
                fault("plain PKCE", server -> server.smart.withArray("code_challenge_methods_supported").add("plain"),
                        "smart-configuration"),
                fault("no introspection", server -> server.smart.remove("introspection_endpoint"),
                        "no-introspection-endpoint"),
                fault("an http endpoint", server -> server.smart.put("revocation_endpoint", "http://as.example.org/r"),
                        "insecure-endpoint"),
                fault("no issuer", server -> server.smart.remove("issuer"), "smart-configuration", "no-issuer"),
                fault("an issuer that says otherwise",
                        server -> server.openid.put("token_endpoint", server.root() + "/another"), "issuer-mismatch"),
                fault("an issuer of another name",
                        server -> server.openid.put("issuer", server.root() + "/another"), "issuer-mismatch"),
                fault("an issuer without metadata", server -> server.planted.put(
                        "/realms/smart/.well-known/openid-configuration", new Planted(404, "")), "issuer-metadata"),
                fault("no key set", server -> server.planted.put("/realms/smart/certs", new Planted(502, "<html>")),
                        "no-jwks"),
                fault("a short key", server -> server.keySet =
                        new JWKSet(SoundServer.rsa(1024).toPublicJWK()).toString(), "weak-key"),
                fault("no signing key", server -> server.keySet = "{\"keys\":[]}", "no-signing-key"),
                fault("a symmetric key published", server -> server.keySet = new JWKSet(List.of(
                        SoundServer.KEY.toPublicJWK(), new OctetSequenceKey.Builder(new byte[32]).build()))
                        .toString(false), "secret-key-published"),
                fault("a private key published", server -> server.keySet =
                        new JWKSet(SoundServer.KEY).toString(false), "secret-key-published"),
                fault("no SMART in metadata", server -> rest(server).remove("security"), "no-smart-security"),
                fault("another endpoint in metadata", server -> server.smart.put("token_endpoint",
                        server.openid.put("token_endpoint", server.root() + "/t").path("token_endpoint").asText()),
                        "metadata-endpoint"),
                fault("report-only mode", server -> rest(server).withObject("/security").put("description",
                        "REPORT-ONLY until 2027-01-31T10:00:00Z: nothing is refused"), "report-only"),
                fault("FHIR R5", server -> server.metadata.put("fhirVersion", "5.0.0"), "fhir-version"),
                fault("an inner address", server -> server.metadata.withObject("/implementation")
                        .put("url", "http://hapi:8080/fhir"), "base-url"),
                fault("no address", server -> server.metadata.remove("implementation"), "base-url-unknown"),
                fault("batch jobs", server -> server.planted.put("/control/jobs", new Planted(200, "[]")), "open-door"),
                fault("a heap dump", server -> server.planted.put("/actuator/heapdump", new Planted(406, "")),
                        "open-door"),
                fault("a tester page", server -> server.planted.put("/", new Planted(302, "")), "open-page"),
                fault("an API description",
                        server -> server.planted.put("/fhir/api-docs", new Planted(200, "")), "open-page"),
                fault("talkative health", server -> server.planted.put("/actuator/health", new Planted(200,
                        "{\"components\":{\"db\":{\"details\":{\"database\":\"H2\"}}}}")), "health-details"),
                fault("answers to keep", server -> server.headers.remove("Cache-Control"), "no-store"),
                fault("cookies of any origin", server -> {
                    server.headers.put("Access-Control-Allow-Origin", "*");
                    server.headers.put("Access-Control-Allow-Credentials", "true");
                }, "cors-any-origin"),
                fault("a ceiling of an unknown parameter", server -> server.smart.withArray("scopes_supported")
                        .add("system/Bundle.rs?identifier=x"), "missing-search-parameter"),
                fault("a ceiling of an unknown type", server -> server.smart.withArray("scopes_supported")
                        .add("system/Observation.rs"), "unknown-type"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findsThePlantedFaultAndNoOther(String name, Consumer<SoundServer> fault, Set<String> codes)
            throws IOException {
        fault.accept(server);

        Run run = examine();

        assertThat(run.problems()).as(run.output()).isEqualTo(codes);
        assertThat(run.exitCode()).isEqualTo(run.output().contains("\"ERROR\"") ? 1 : 0);
    }

    static Stream<Arguments> faultsThatOneWithATokenSees() {
        return Stream.of(
                fault("a client that gets none", server -> server.planted.put("/realms/smart/token",
                        new Planted(400, "{\"error\":\"invalid_scope\"}")), "no-token"),
                fault("another audience", server -> server.audience = "http://hapi:8080/fhir", "audience"),
                fault("a server that refuses good tokens", server -> server.refusesGood = true, "good-token-refused"),
                fault("what the scope allows refused", server -> server.planted.put("/fhir/Bundle",
                        new Planted(403, "")), "allowed-refused", "forged-token"),
                fault("more than the scope", server -> server.ignoresScope = true, "beyond-scope"),
                fault("an insecure token endpoint", server -> server.smart.put("token_endpoint",
                        server.openid.put("token_endpoint", "http://as.example.org/t").path("token_endpoint").asText()),
                        "insecure-endpoint", "metadata-endpoint", "no-token"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsThatOneWithATokenSees")
    void findsThePlantedFaultWithAToken(String name, Consumer<SoundServer> fault, Set<String> codes, @TempDir Path dir)
            throws IOException {
        fault.accept(server);
        Path key = Files.writeString(dir.resolve("key.json"), SoundServer.KEY.toJSONString());

        Run run = examine("--client-id", SoundServer.CLIENT, "--client-key", key.toString());

        assertThat(run.problems()).as(run.output()).isEqualTo(codes);
        assertThat(server.lastToken == null || !run.output().contains(server.lastToken)).isTrue();
    }

    @Test
    void saysThatNobodyAnswersAndNothingElse() throws IOException {
        server.close();

        Run run = examine();

        assertThat(run.codes()).containsExactly("no-answer");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void saysUntilWhenAServerRefusesNothingAndJudgesNoRefusal() throws IOException {
        rest(server).withObject("/security").put("description", "REPORT-ONLY until 2027-01-31T10:00:00Z: a trial");
        server.takesAnybody = true;
        server.takesForged = true;

        Run run = examine();

        assertThat(run.problems()).containsExactly("report-only");
        assertThat(run.output()).contains("until 2027-01-31T10:00:00Z");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void printsNoControlCharactersOfAServer() throws IOException {
        server.metadata.put("fhirVersion", "\u001b[2J5.0.0");

        assertThat(examine().output()).contains("?[2J5.0.0").doesNotContain("\\u001B", "\u001b");
    }

    @Test
    void looksAtTheScopesThatItIsGiven() throws IOException {
        Run run = examine("--scope", "system/Patient.rs?identifier=x", "--scope", "patient/Patient.rs?name=x");

        assertThat(run.problems()).containsExactly("missing-search-parameter");
        assertThat(run.output()).contains("patient/Patient.rs?name=x");
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void endsWithTwoWhereItIsCalledWrongly(List<String> arguments) {
        assertThat(new CommandLine(new SmartAdmin()).setErr(new PrintWriter(new StringWriter()))
                .execute(arguments.toArray(String[]::new))).isEqualTo(2);
    }

    static Stream<List<String>> wrongCalls() {
        return Stream.of(
                List.of("fhir", "doctor"),
                List.of("fhir", "doctor", "--fhir-base", "ftp://fhir.example.org/fhir"),
                List.of("fhir", "doctor", "--fhir-base", "http://localhost:1"),
                List.of("fhir", "doctor", "--fhir-base", "http://localhost:1/fhir?x=y"),
                List.of("fhir", "doctor", "--fhir-base", "http://localhost:1/fhir", "--scope", "system/Patient.x"),
                List.of("fhir", "doctor", "--fhir-base", "http://localhost:1/fhir", "--client-id", "x"),
                List.of("fhir", "doctor", "--fhir-base", "http://localhost:1/fhir", "--client-key", "none.json"),
                List.of("fhir", "doctor", "--fhir-base", "http://localhost:1/fhir", "--trusted-certificates", "none"));
    }

    private static Arguments fault(String name, Consumer<SoundServer> fault, String... codes) {
        return Arguments.of(name, fault, new TreeSet<>(List.of(codes)));
    }

    private static ObjectNode rest(SoundServer server) {
        return (ObjectNode) server.metadata.path("rest").path(0);
    }

    private Run examine(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("fhir", "doctor", "--json", "--fhir-base", server.base().toString()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        int exitCode = new CommandLine(new SmartAdmin()).setOut(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
        Set<String> codes = new TreeSet<>();
        Set<String> problems = new TreeSet<>();
        for (JsonNode finding : new ObjectMapper().readTree(out.toString())) {
            codes.add(finding.path("code").asText());
            if (!finding.path("severity").asText().equals("OK")) {
                problems.add(finding.path("code").asText());
                assertThat(finding.path("mend").asText()).isNotEmpty();
            }
        }
        return new Run(exitCode, out.toString(), codes, problems);
    }

    private record Run(int exitCode, String output, Set<String> codes, Set<String> problems) {
    }
}
