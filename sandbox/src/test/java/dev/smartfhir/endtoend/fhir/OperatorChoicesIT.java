package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.OperatorServer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.endtoend.trial.Counters;
import dev.smartfhir.endtoend.twpas.LoadScript;
import dev.smartfhir.endtoend.twpas.TwpasQuery;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator opens: a chain (D-05), privileged types, cascading deletes; and nothing more. */
@OnOwnServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorChoicesIT {

    private static final String DECISIONS = "system/ClaimResponse.rs";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final StubIssuer issuer;
    private final FhirClient fhir;
    private final Counters counters;

    OperatorChoicesIT(Servers servers, OperatorServer server) {
        issuer = servers.secondIssuer();
        fhir = server.fhir();
        counters = new Counters(server.root());
        put("Patient", "pat", "\"name\":[{\"family\":\"Chen\"}]");
        put("Claim", "cla", "\"patient\":{\"reference\":\"Patient/pat\"}");
    }

    @Test
    void answersTheChainThatItAllowsByUrlAndByBody() {
        for (HttpAnswer answer : List.of(
                send("system/Claim.rs", "GET", "/Claim?patient.family=Chen", null, Map.of()),
                send("system/Claim.rs", "POST", "/Claim/_search", "patient:Patient.family=Chen", FORM))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("entry")).hasSize(1);
            assertThat(answer.json().at("/entry/0/resource/id").asText()).isEqualTo("cla");
        }
        assertThat(send("system/Claim.rs", "GET", "/Claim?patient.family=Lin", null, Map.of()).json().path("entry"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient.name=x", "patient.family:missing=true", "patient.birthdate=gt1990",
            "patient.family=Chen&patient.given=x", "_sort=patient.family", "patient.organization.name=x"})
    void refusesChainsThatItDoesNotAllow(String query) {
        Refusal.of(send("system/Claim.rs", "GET", "/Claim?" + query, null, Map.of()), "search-through",
                query.contains("organization") ? "system/Claim.s system/Organization.s system/Patient.s"
                        : "system/Claim.s system/Patient.s");
        assertThat(send("system/Claim.rs", "POST", "/Claim/_search", query, FORM).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(value = TwpasQuery.class, names = {"PATIENT_NAME", "PATIENT_IDENTIFIER", "CLAIM_IDENTIFIER",
            "DEPARTMENT", "REQUESTOR", "UPLOADED", "PATIENT_AND_UPLOADED", "FILE_NAME"})
    void refusesTheChainsOfTwpasWithoutItsPreset(TwpasQuery query) {
        String parameters = TwpasQuery.encoded(query.right().replaceAll("BEFORE|AFTER", "2020"));
        assertThat(send(DECISIONS, "GET", "/ClaimResponse?" + parameters, null, Map.of()).status()).isEqualTo(403);
        assertThat(send(DECISIONS, "POST", "/ClaimResponse/_search", parameters, FORM).status()).isEqualTo(403);
    }

    @Test
    void doesNotTakeAnAllowedChainForAScopeOnWhatItGoesThrough() {
        assertThat(send("system/Claim.rs", "GET", "/Patient/pat", null, Map.of()).status()).isEqualTo(403);
        assertThat(send(DECISIONS, "GET", "/ClaimResponse?patient.family=Chen", null, Map.of()).status())
                .isEqualTo(403);
        HttpAnswer included = send("system/Claim.rs", "GET",
                "/Claim?patient.family=Chen&_include=Claim:patient", null, Map.of());
        assertThat(included.json().path("entry")).hasSize(1);
    }

    @Test
    void takesUpTheSearchParametersOfTwpasByOneCommand() {
        String search = "/Encounter?service-type=AJ";
        String scope = "system/Encounter.rs";
        assertThat(send(scope, "GET", search, null, Map.of()).status()).isEqualTo(400);
        LoadScript run = LoadScript.run(fhir.base(), issuer.token(fhir.base(), "system/SearchParameter.cu"));
        assertThat(run.output()).contains("HTTP 201", "The server uses all 3.");
        assertThat(run.exitCode()).isZero();
        put("Encounter", "visit", "\"status\":\"planned\",\"class\":{\"code\":\"AMB\"},\"serviceType\":{\"coding\":"
                + "[{\"code\":\"AJ\"}]}");
        assertThat(send(scope, "GET", search, null, Map.of()).json().at("/entry/0/resource/id").asText())
                .isEqualTo("visit");
    }

    @Test
    void opensAPrivilegedTypeToAScopeThatNamesItOnly() {
        String body = "{\"resourceType\":\"Subscription\",\"status\":\"off\",\"reason\":\"x\","
                + "\"criteria\":\"Patient?\",\"channel\":{\"type\":\"rest-hook\",\"endpoint\":\"http://localhost/\"}}";
        Refusal.of(send("system/*.cruds", "POST", "/Subscription", body, Map.of()),
                "privileged-write", "system/Subscription.c");
        HttpAnswer created = send("system/Subscription.c", "POST", "/Subscription", body, Map.of());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Refusal.of(send("system/StructureDefinition.c", "POST", "/StructureDefinition",
                "{\"resourceType\":\"StructureDefinition\"}", Map.of()), "privileged-write", null);
    }

    @Test
    void cascadesOnlyForDeleteAndReadOnEverything() {
        put("Patient", "parent", "\"active\":true");
        put("Observation", "child", "\"subject\":{\"reference\":\"Patient/parent\"}");
        Refusal.of(send("system/Patient.d system/Observation.d", "DELETE", "/Patient/parent?_cascade=delete", null,
                Map.of()), "cascade", "system/*.rd");
        Refusal.of(send("system/*.d", "DELETE", "/Patient/parent", null, Map.of("X-Cascade", "delete")),
                "cascade", "system/*.rd");
        assertThat(send("system/*.rd", "DELETE", "/Patient/parent?_cascade=delete", null, Map.of()).status())
                .isEqualTo(200);
        assertThat(send("system/*.rd", "GET", "/Observation/child", null, Map.of()).status()).isEqualTo(410);
    }

    @Test
    void countsEveryDecisionInTheMetricsThatItOpens() {
        put("Patient", "mine", "\"active\":true");
        put("Patient", "hidden", "\"active\":true");
        String token = issuer.accessToken(fhir.base(), "patient/Patient.r").withClaim("patient", "mine")
                .signedBy(issuer.key());
        Map<String, Double> before = decisions();

        HttpAnswer batch = fhir.send("POST", "", token, """
                {"resourceType":"Bundle","type":"batch","entry":[
                 {"request":{"method":"GET","url":"Patient/mine"}},
                 {"request":{"method":"GET","url":"Patient/hidden?_pretty=true"}},
                 {"request":{"method":"DELETE","url":"Patient/mine"}},
                 {"request":{"method":"GET","url":"Patient?_summary=count"}}]}""");
        assertThat(batch.json().path("entry")).extracting(entry -> entry.at("/response/status").asText().substring(0, 3))
                .containsExactly("200", "404", "403", "403");
        assertThat(fhir.send("POST", "", token, """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"request":{"method":"GET","url":"Patient/mine"}},
                 {"request":{"method":"DELETE","url":"Patient/mine"}}]}""").status()).isEqualTo(403);
        assertThat(fhir.get("/Patient/hidden", token).status()).isEqualTo(404);
        assertThat(fhir.get("/Patient/mine", token).status()).isEqualTo(200);
        assertThat(fhir.get("/Patient/mine", null).status()).isEqualTo(401);
        fhir.get("/metadata", null);

        counters.atLeast(before.getOrDefault("all", 0.0) + 9, "smart_decisions_total", "");
        Map<String, Double> after = decisions();
        before.forEach((series, count) -> after.merge(series, -count, Double::sum));
        after.values().removeIf(count -> count == 0);
        assertThat(after).containsExactlyInAnyOrderEntriesOf(Map.of(
                "allowed none batch request", 1.0,
                "allowed none read entry", 1.0,
                "refused not-shown read entry", 1.0,
                "refused interaction delete entry", 1.0,
                "refused interaction search-type entry", 1.0,
                "refused interaction transaction request", 1.0,
                "refused not-shown read request", 1.0,
                "allowed none read request", 1.0,
                "refused token-required unknown request", 1.0,
                "all", 9.0));
        assertThat(counters.text()).contains("smart_token_cache_size", "smart_jwks_refresh_total",
                "smart_token_verifications_total").doesNotContain("Patient/", "hidden");
    }

    private Map<String, Double> decisions() {
        Map<String, Double> found = new HashMap<>();
        counters.series("smart_decisions_total", "verdict", "rule", "interaction", "of").forEach((labels, count) -> {
            found.merge(String.join(" ", labels), count, Double::sum);
            found.merge("all", count, Double::sum);
        });
        return found;
    }

    private void put(String type, String id, String elements) {
        HttpAnswer answer = send("system/*.cruds", "PUT", "/" + type + "/" + id, "{\"resourceType\":\"" + type
                + "\",\"id\":\"" + id + "\"," + elements + "}", Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private HttpAnswer send(String scope, String method, String path, String body, Map<String, String> headers) {
        return fhir.send(method, path, issuer.token(fhir.base(), scope), body, headers);
    }
}
