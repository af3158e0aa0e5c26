package dev.smartfhir.endtoend.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.keycloak.JwksPage;
import dev.smartfhir.endtoend.servers.FreePort;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.Jwt;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the FHIR server asks of others: the configured issuer, and nobody else, whatever a token says. */
@Tag("long")
@ResourceLock("dev.smartfhir.endtoend.network")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboundCallsIT {

    private static final String FOREIGN = "http://issuer.example.org";

    @TempDir
    private static Path folder;
    private OwnPair pair;
    private RecordingProxy proxy;
    private StubIssuer issuer;
    private FhirClient fhir;

    @BeforeAll
    void start() throws IOException {
        int port = FreePort.find();
        pair = new OwnPair(URI.create("http://localhost:9"), URI.create("http://localhost:" + port + "/fhir"));
        proxy = pair.with(new RecordingProxy());
        issuer = pair.with(StubIssuer.start(0, ClientKey.es384()));
        // The machine knows no other name than its own, so that nothing that needs one could work.
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        String[] options = Stream.concat(Stream.of(proxy.javaOptions()),
                Stream.of("-Djdk.net.hosts.file=" + hosts)).toArray(String[]::new);
        ServerProcess server = pair.startFhir(port, issuer.issuer(), Map.of(), options);
        OwnPair.await(server, URI.create(pair.fhirBase() + "/metadata"));
        fhir = new FhirClient(pair.fhirBase());
    }

    @AfterAll
    void stop() {
        pair.close();
    }

    @Test
    void asksTheConfiguredIssuerAloneWhateverATokenSays() {
        ClientKey foreignKey = ClientKey.es384();
        try (JwksPage trap = new JwksPage(foreignKey.publicKeySet(), null)) {
            Jwt good = issuer.accessToken(pair.fhirBase(), "system/*.cruds");
            String token = good.signedBy(issuer.key());
            assertThat(fhir.get("/.well-known/smart-configuration", null).status()).isEqualTo(200);
            assertThat(fhir.send("POST", "/Patient", token, "{\"resourceType\":\"Patient\",\"meta\":{\"profile\":[\""
                    + FOREIGN + "/StructureDefinition/x\"]}}").status()).isEqualTo(201);
            // References to other servers are refused by HAPI itself, and by no means looked up.
            assertThat(fhir.send("POST", "/Patient", token, "{\"resourceType\":\"Patient\",\"managingOrganization\":"
                    + "{\"reference\":\"" + FOREIGN + "/Organization/1\"}}").status()).isEqualTo(400);
            assertThat(fhir.get("/Patient", token).status()).isEqualTo(200);

            for (Jwt forged : List.of(
                    good.withClaim("iss", FOREIGN),
                    good.withClaim("iss", trap.url().toString()),
                    good.withHeader("jku", trap.url().toString()),
                    good.withHeader("x5u", trap.url().toString()),
                    good.withHeader("kid", trap.url().toString()),
                    good.withHeader("kid", FOREIGN + "/jwks").withHeader("jku", FOREIGN + "/jwks"),
                    good.withHeader("typ", FOREIGN))) {
                assertThat(fhir.get("/Patient", forged.signedBy(foreignKey)).status()).isEqualTo(401);
            }
        }

        assertThat(new TreeSet<>(proxy.asked())).containsExactlyInAnyOrder(
                issuer.issuer() + "/.well-known/smart-configuration",
                issuer.issuer() + "/.well-known/openid-configuration", issuer.issuer() + "/jwks");
    }
}
