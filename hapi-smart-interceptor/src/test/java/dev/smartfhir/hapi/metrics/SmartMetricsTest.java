package dev.smartfhir.hapi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmartMetricsTest {

    private static final RSAKey KEY = Minting.rsa("k");
    private static final String PACKAGES = "hapi.fhir.custom-bean-packages=";
    private static final String REGISTRY = "dev.smartfhir.testapp.registry";
    private static IssuerStub issuer;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(KEY);
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {REGISTRY, "dev.smartfhir.hapi," + REGISTRY})
    void countsInTheRegistryOfTheHostHoweverItIsWired(String packages) throws InterruptedException {
        try (TestServer server = TestServer.enforcing(issuer, PACKAGES + packages)) {
            MeterRegistry registry = server.context().getBean(MeterRegistry.class);
            String good = sign(KEY, issuer.issuer());
            get(server, "/fhir/Patient?name=secret", good);
            get(server, "/fhir/Patient", good);
            get(server, "/fhir/Claim/17", good);
            get(server, "/fhir/Patient", sign(Minting.rsa("k"), issuer.issuer()));
            get(server, "/fhir/Patient", sign(KEY, "https://elsewhere.example/" + Instant.now()));
            RawHttp.get(server.port(), "/fhir/metadata");

            await(registry, 5);
            assertThat(decisions(registry, "allowed", "none", "search-type")).isEqualTo(2);
            assertThat(decisions(registry, "refused", "invalid_token", "unknown")).isEqualTo(2);
            assertThat(verifications(registry, issuer.issuer(), "good")).isEqualTo(1);
            assertThat(verifications(registry, issuer.issuer(), "refused")).isEqualTo(1);
            assertThat(verifications(registry, "unknown", "refused")).isEqualTo(1);
            assertThat(registry.get("smart.token.cache.size").gauge().value()).isEqualTo(1);
            assertThat(registry.get("smart.token.cache").tag("result", "hit").functionCounter().count()).isEqualTo(2);
            assertThat(registry.get("smart.token.cache").tag("result", "miss").functionCounter().count()).isEqualTo(3);
            assertThat(registry.get("smart.jwks.refresh").tag("issuer", issuer.issuer()).tag("result", "read")
                    .counter().count()).isGreaterThanOrEqualTo(1);
            assertThat(registry.getMeters()).flatExtracting(meter -> meter.getId().getTags())
                    .extracting(Tag::getValue).noneMatch(value -> value.contains("hospital")
                            || value.contains("17") || value.contains("secret") || value.contains("elsewhere"));
            assertThat(registry.getMeters()).extracting(Meter::getId).allMatch(id -> id.getTags().size() <= 4);
        }
    }

    @Test
    void countsTokensThatCannotBeVerified() throws InterruptedException {
        try (IssuerStub away = new IssuerStub(KEY);
                TestServer server = TestServer.enforcing(away, PACKAGES + REGISTRY)) {
            away.setAway(true);
            MeterRegistry registry = server.context().getBean(MeterRegistry.class);
            assertThat(get(server, "/fhir/Patient", sign(KEY, away.issuer()))).isEqualTo(503);

            await(registry, 1);
            assertThat(decisions(registry, "refused", "authorization-server-unavailable", "unknown")).isEqualTo(1);
            assertThat(verifications(registry, away.issuer(), "unavailable")).isEqualTo(1);
            assertThat(registry.get("smart.jwks.refresh").tag("result", "failed").counter().count())
                    .isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void doesWithoutARegistry() {
        try (TestServer server = TestServer.enforcing(issuer)) {
            assertThat(get(server, "/fhir/Patient", sign(KEY, issuer.issuer()))).isEqualTo(200);
            assertThat(server.context().getBeansOfType(MeterRegistry.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dev.smartfhir.hapi"})
    void startsAndEnforcesWithoutMicrometerOnTheClassPath(String packages) throws Exception {
        try (TestServer server = TestServer.without("io.micrometer.", issuer, PACKAGES + packages)) {
            assertThat(server.context().containsBean("smartMetrics")).isFalse();
            assertThat(get(server, "/fhir/Patient", sign(KEY, issuer.issuer()))).isEqualTo(200);
            assertThat(RawHttp.get(server.port(), "/fhir/Patient").status()).isEqualTo(401);
        }
    }

    private static double decisions(MeterRegistry registry, String verdict, String rule, String interaction) {
        return registry.get("smart.decisions").tag("verdict", verdict).tag("rule", rule)
                .tag("interaction", interaction).tag("of", "request").counter().count();
    }

    private static double verifications(MeterRegistry registry, String issuer, String result) {
        return registry.get("smart.token.verifications").tag("issuer", issuer).tag("result", result).counter().count();
    }

    /** Decisions are told after the client has its answer. */
    private static void await(MeterRegistry registry, int decisions) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(5));
        while (registry.find("smart.decisions").counters().stream().mapToDouble(counter -> counter.count()).sum()
                < decisions && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        assertThat(registry.find("smart.decisions").counters().stream().mapToDouble(counter -> counter.count()).sum())
                .isEqualTo(decisions);
    }

    private static int get(TestServer server, String path, String token) {
        return RawHttp.get(server.port(), path, "Authorization: Bearer " + token).status();
    }

    private static String sign(RSAKey key, String claimed) {
        return Minting.sign(key, JWSAlgorithm.RS256, Minting.claims(claimed).build());
    }
}
