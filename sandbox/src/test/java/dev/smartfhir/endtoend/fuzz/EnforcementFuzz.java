package dev.smartfhir.endtoend.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.fuzz.check.Gateway;
import dev.smartfhir.endtoend.fuzz.check.Reply;
import dev.smartfhir.endtoend.fuzz.check.Store;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.draw.Values;
import dev.smartfhir.endtoend.fuzz.oracle.Elements;
import dev.smartfhir.endtoend.fuzz.oracle.Elements.Parameter;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Matching;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.World;
import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random requests with random tokens: no answer may hold, count, change or hint at more than the token's scopes open.
 *
 * <p>The server is one of its own, so that everything it stores is known; its only issuer signs any scope.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EnforcementFuzz {

    private final World world = World.ofDataRows();
    private final StubIssuer issuer = StubIssuer.start(0, ClientKey.es384());
    private final ExtraFhirServer server;
    private final Gateway gateway;

    private final FuzzSettings settings;

    EnforcementFuzz(Servers servers, FuzzSettings settings) {
        this.settings = settings;
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        server = builder.with(DropInSettings.complete(builder.fhirBase(), issuer.issuer())).start();
        server.awaitStarted();
        gateway = new HttpGateway(server.fhir(), issuer);
        new Store(gateway).fill(world);
    }

    @AfterAll
    void stop() {
        server.close();
        issuer.close();
    }

    /** The oracle reads constraints by itself; here it is held against what searches of HAPI's find. */
    @Test
    void understandsEveryConstraintAsTheServersOwnSearchDoes() {
        Values values = new Values(world);
        for (String type : Elements.types()) {
            for (Parameter parameter : Elements.of(type)) {
                for (String value : values.of(parameter, type)) {
                    Set<Key> expected = world.currents().stream()
                            .filter(version -> version.key().type().equals(type))
                            .filter(version -> Matching.matches(version.body(), parameter.name(), value))
                            .map(version -> version.key())
                            .collect(Collectors.toSet());
                    Reply reply = gateway.send(FuzzToken.ALL,
                            Call.get("/" + type + "?_count=100&" + parameter.name() + "=" + value));
                    assertThat(reply.entries().stream().map(Reply.Entry::key).collect(Collectors.toSet()))
                            .as(type + "?" + parameter.name() + "=" + value + " " + reply)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void neverTellsOrChangesMoreThanTheScopesOpen() throws Exception {
        FuzzReport report = new FuzzRun(settings, world, gateway, server.fhir().base().toString()).go();
        System.out.println(report);
        assertThat(report.findings()).as(report + "\n" + String.join("\n\n", report.findings())).isEmpty();
        if (settings.only() < 0) {
            assertThat(report.requests()).isGreaterThanOrEqualTo(Math.min(300, settings.requests()));
            assertThat(report.seen("search, some hidden")).as(report.toString()).isPositive();
            assertThat(report.seen("404")).as(report.toString()).isPositive();
            assertThat(report.seen("changed within the scope")).as(report.toString()).isPositive();
        }
    }
}
