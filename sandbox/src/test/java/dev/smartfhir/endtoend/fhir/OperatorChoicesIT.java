package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.ExtraFhirServer;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.fhir.DropInSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator opens: chains of TWPAS (D-05, TW-12), a privileged type, cascading deletes; and nothing more. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorChoicesIT {

    private static final String DECISIONS = "system/ClaimResponse.rs";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final StubIssuer issuer;
    private final ExtraFhirServer server;
    private final FhirClient fhir;

    OperatorChoicesIT(Servers servers) {
        issuer = servers.secondIssuer();
        ExtraFhirServer.Builder builder = servers.extraFhirServer();
        server = builder
                .with(DropInSettings.complete(builder.fhirBase(), issuer.issuer()))
                .with("SMART_SEARCH_ALLOWED_CHAINS", "twpas")
                .with("SMART_PRIVILEGED_WRITES", "Subscription")
                .with("HAPI_FHIR_ALLOW_CASCADING_DELETES", "true")
                .start();
        server.awaitStarted();
        fhir = server.fhir();
        put("Organization", "org", "\"identifier\":[{\"value\":\"0101090517\"}]");
        put("Patient", "pat", "\"name\":[{\"text\":\"王大明\"}],\"identifier\":[{\"value\":\"A123456789\"}]");
        put("Claim", "cla", "\"identifier\":[{\"value\":\"20240831010109051701\"}],\"patient\":{\"reference\":"
                + "\"Patient/pat\"}");
        put("ClaimResponse", "dec", "\"request\":{\"reference\":\"Claim/cla\"},\"requestor\":{\"reference\":"
                + "\"Organization/org\"},\"patient\":{\"reference\":\"Patient/pat\"}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"request.patient.name=王大明", "request.patient.identifier=A123456789",
            "request:Claim.patient:Patient.identifier=A123456789", "request.identifier=20240831010109051701",
            "requestor.identifier=0101090517"})
    void answersTheChainsOfTwpasByUrlAndByBody(String query) {
        String encoded = encode(query);
        HttpAnswer byUrl = send(DECISIONS, "GET", "/ClaimResponse?" + encoded, null, Map.of());
        HttpAnswer byBody = send(DECISIONS, "POST", "/ClaimResponse/_search", encoded, FORM);
        for (HttpAnswer answer : new HttpAnswer[] {byUrl, byBody}) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("entry")).hasSize(1);
            assertThat(answer.json().path("entry").path(0).path("resource").path("id").asText()).isEqualTo("dec");
        }
        assertThat(send(DECISIONS, "GET", "/ClaimResponse?" + encoded + "x", null, Map.of()).json().path("entry"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient.name=x", "request.patient.birthdate=gt1990", "request.patient=Patient/pat",
            "request.patient.name=x&patient.identifier=A123456789", "request.patient.organization.name=x"})
    void refusesChainsThatAreNotAllowed(String query) {
        assertThat(send(DECISIONS, "GET", "/ClaimResponse?" + query, null, Map.of()).status()).isEqualTo(403);
        assertThat(send(DECISIONS, "POST", "/ClaimResponse/_search", query, FORM).status()).isEqualTo(403);
    }

    @Test
    void doesNotTakeAnAllowedChainForAScopeOnWhatItGoesThrough() {
        assertThat(send(DECISIONS, "GET", "/Patient/pat", null, Map.of()).status()).isEqualTo(403);
        assertThat(send("system/Claim.rs", "GET", "/Claim?patient.identifier=A123456789", null, Map.of()).status())
                .isEqualTo(403);
        HttpAnswer included = send(DECISIONS, "GET",
                "/ClaimResponse?request.identifier=20240831010109051701&_include=ClaimResponse:request", null,
                Map.of());
        assertThat(included.json().path("entry")).hasSize(1);
    }

    @Test
    void opensAPrivilegedTypeToAScopeThatNamesItOnly() {
        String body = "{\"resourceType\":\"Subscription\",\"status\":\"off\",\"reason\":\"x\","
                + "\"criteria\":\"Patient?\",\"channel\":{\"type\":\"rest-hook\",\"endpoint\":\"http://localhost/\"}}";
        Refusal.of(send("system/*.cruds", "POST", "/Subscription", body, Map.of()),
                "privileged-write", "system/Subscription.c");
        HttpAnswer created = send("system/Subscription.c", "POST", "/Subscription", body, Map.of());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Refusal.of(send("system/SearchParameter.c", "POST", "/SearchParameter",
                "{\"resourceType\":\"SearchParameter\"}", Map.of()), "privileged-write", null);
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

    private void put(String type, String id, String elements) {
        HttpAnswer answer = send("system/*.cruds", "PUT", "/" + type + "/" + id, "{\"resourceType\":\"" + type
                + "\",\"id\":\"" + id + "\"," + elements + "}", Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private HttpAnswer send(String scope, String method, String path, String body, Map<String, String> headers) {
        return fhir.send(method, path, issuer.token(fhir.base(), scope), body, headers);
    }

    private static String encode(String query) {
        String[] parts = query.split("=", 2);
        return parts[0] + "=" + URLEncoder.encode(parts[1], StandardCharsets.UTF_8);
    }
}
