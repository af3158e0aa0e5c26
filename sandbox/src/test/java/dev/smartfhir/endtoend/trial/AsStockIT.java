package dev.smartfhir.endtoend.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A trial answers as the same server does without the JAR, whatever the token, until it ends. */
@OnOwnServers
@Tag("long")
class AsStockIT {

    private static final Map<String, String> SETTINGS = Map.of(
            "HAPI_FHIR_ALLOW_MULTIPLE_DELETE", "true", "HAPI_FHIR_ALLOW_CASCADING_DELETES", "true");

    @Test
    void answersLikeAStockServerUntilItsEndAndEnforcesFromThenOn(Servers servers) throws InterruptedException {
        StubIssuer issuer = servers.secondIssuer();
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        ExtraFhirServer.Builder plain = servers.extraFhirServer();
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        try (ExtraFhirServer stockServer = plain.withoutJar().with(SETTINGS)
                        .with("HAPI_FHIR_SERVER_ADDRESS", plain.fhirBase().toString()).start();
                ExtraFhirServer trialServer = builder
                        .with(DropInSettings.complete(builder.fhirBase(), issuer.issuer()))
                        .with(SETTINGS)
                        .with("SMART_MODE", "report-only")
                        .with("SMART_REPORT_ONLY_UNTIL", end.toString())
                        .start()) {
            FhirClient stock = stockServer.awaitStarted().fhir();
            FhirClient trial = trialServer.awaitStarted().fhir();
            String bound = issuer.accessToken(trial.base(),
                            "patient/*.cruds patient/Observation.rs?status=final user/Observation.c?_security=http://x|y")
                    .withClaim("patient", "p2a").signedBy(issuer.key());

            SoftAssertions same = new SoftAssertions();
            compare(same, "p1", stock, trial, null);
            compare(same, "p2", stock, trial, bound);
            compare(same, "p3", stock, trial, "garbage");
            compare(same, "p4", stock, trial, issuer.token(trial.base(), "system/*.cruds"));
            same.assertAll();
            assertThat(Instant.now()).isBefore(end);

            String page = next(trial.get("/Observation?_count=1", bound));
            assertThat(trial.get(page, bound).status()).isEqualTo(200);
            Thread.sleep(Math.max(0, end.toEpochMilli() - System.currentTimeMillis()));
            assertThat(trial.get(page, bound).status()).isEqualTo(410);
            assertThat(trial.get(page, null).status()).isEqualTo(401);
            assertThat(trial.get("/Patient", null).status()).isEqualTo(401);
            assertThat(trial.get("/.well-known/smart-configuration", null).status()).isNotEqualTo(404);
            assertThat(trial.get("/metadata", null).body()).contains("SMART-on-FHIR").doesNotContain("REPORT-ONLY");
        }
    }

    private static void compare(SoftAssertions same, String round, FhirClient stock, FhirClient trial, String token) {
        for (Exchange exchange : LiveTraffic.round(round)) {
            HttpAnswer expected = exchange.on(stock, token);
            HttpAnswer actual = exchange.on(trial, token);
            same.assertThat(Exchange.comparable(actual, trial)).as(round + " " + exchange)
                    .isEqualTo(Exchange.comparable(expected, stock));
            if (expected.body().contains("_getpages=")) {
                same.assertThat(Exchange.comparable(trial.get(next(actual), token), trial))
                        .as(round + " next page of " + exchange)
                        .isEqualTo(Exchange.comparable(stock.get(next(expected), token), stock));
            }
        }
    }

    /** What follows the base in the link to the next page, or the whole search again where there is none. */
    private static String next(HttpAnswer answer) {
        for (var link : answer.json().path("link")) {
            String url = link.path("url").asText();
            if (link.path("relation").asText().equals("next")) {
                return url.substring(url.indexOf('?'));
            }
        }
        return "/Patient?_summary=count";
    }
}
