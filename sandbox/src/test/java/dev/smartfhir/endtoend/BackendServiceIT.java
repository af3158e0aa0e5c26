package dev.smartfhir.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Discovery;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.data.DemoData;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hospital's system gets a token with its private key, does what it may, and is refused everything else. */
@EndToEnd
class BackendServiceIT {

    private static final String TWPAS = "system/Bundle.crs system/ClaimResponse.rs";
    private final Servers servers;
    private final FhirClient fhir;
    private BackendService hospital;
    private String token;

    BackendServiceIT(Servers servers) {
        this.servers = servers;
        this.fhir = servers.fhir();
    }

    @BeforeEach
    void authenticate() {
        hospital = servers.clients().backendService("system/Bundle.crs", "system/ClaimResponse.rs");
        token = hospital.accessToken(TWPAS);
    }

    @Test
    void findsTheTokenEndpointFromTheFhirBase() {
        Discovery discovery = Discovery.of(fhir.get("/.well-known/smart-configuration", null));

        assertThat(discovery.tokenEndpoint()).isEqualTo(servers.tokenEndpoint());
    }

    @Test
    void isGrantedWhatItAsksForAndMayHave() {
        HttpAnswer answer = hospital.requestToken(TWPAS + " system/Patient.rs");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("scope").split(" "))
                .containsExactlyInAnyOrder("system/Bundle.crs", "system/ClaimResponse.rs");
        assertThat(answer.json().path("expires_in").asInt()).isBetween(1, 300);
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @Test
    void submitsAndReadsBackWhatItSubmitted() {
        HttpAnswer created = fhir.send("POST", "/Bundle", token, DemoData.priorAuthorization().toString());
        assertThat(created.status()).as(created.body()).isEqualTo(201);

        HttpAnswer read = fhir.get("/Bundle/" + created.text("id"), token);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("entry")).hasSameSizeAs(DemoData.priorAuthorization().path("entry"));
    }

    @Test
    void searchesDecisions() {
        JsonNode page = fhir.get("/ClaimResponse?disposition=%E5%B7%B2%E5%8F%97%E7%90%86", token).json();

        assertThat(page.findValuesAsText("resourceType")).contains("ClaimResponse").doesNotContain("Claim", "Patient");
        assertThat(page.at("/entry/0/resource/id").asText()).isEqualTo("demo-decision-a2");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /Bundle/new-one,               system/Bundle.u",
        "DELETE, /ClaimResponse/demo-decision-a1, system/ClaimResponse.d",
        "PUT,    /ClaimResponse/demo-decision-a1, system/ClaimResponse.u",
        "GET,    /Patient,                      system/Patient.s",
        "GET,    /Patient/demo-patient-a1,      system/Patient.r",
        "GET,    /Patient/no-such-patient,      system/Patient.r",
        "GET,    /Claim/demo-claim-a1,          system/Claim.r",
        "POST,   /Claim,                        system/Claim.c"
    })
    void isRefusedAndToldWhichScopeWouldHaveHelped(String method, String path, String scope) {
        String type = path.split("/")[1];
        String body = List.of("PUT", "POST").contains(method)
                ? "{\"resourceType\": \"" + type + "\", \"id\": \"" + path.substring(path.lastIndexOf('/') + 1) + "\"}"
                : null;

        HttpAnswer answer = fhir.send(method, path, token, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope", "scope=\"" + scope + "\"");
        assertThat(answer.json().path("issue")).hasSize(1);
        assertThat(answer.json().at("/issue/0/details").isMissingNode()).isFalse();
    }

    @Test
    void createsNothingWithATransactionThatAlsoHoldsAPatient() {
        String marker = "marker-" + System.nanoTime();
        String transaction = """
                {"resourceType": "Bundle", "type": "transaction", "entry": [
                  {"resource": {"resourceType": "Bundle", "type": "collection",
                                "identifier": {"system": "https://example.org", "value": "%s"}},
                   "request": {"method": "POST", "url": "Bundle"}},
                  {"resource": {"resourceType": "Patient"}, "request": {"method": "POST", "url": "Patient"}}]}
                """.formatted(marker);

        HttpAnswer answer = fhir.send("POST", "", token, transaction);

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        HttpAnswer search = fhir.get("/Bundle?identifier=https://example.org%7C" + marker, token);
        assertThat(search.status()).as(search.body()).isEqualTo(200);
        assertThat(search.json().path("total").asInt()).isZero();
    }

    @Test
    void isUnknownWithoutAToken() {
        HttpAnswer answer = fhir.get("/ClaimResponse", null);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("error");
    }

    @Test
    void getsNoTokenWithAnotherKeyUnderTheSameKeyId() {
        BackendService impostor = new BackendService(
                hospital.clientId(), ClientKey.es384(hospital.key().keyId()), servers.tokenEndpoint());

        HttpAnswer answer = impostor.requestToken(TWPAS);

        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }
}
