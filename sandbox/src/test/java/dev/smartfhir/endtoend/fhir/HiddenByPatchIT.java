package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token that may change more than it may read moves nothing by a patch to where it may read it. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HiddenByPatchIT {

    private static final String EVERYTHING = "system/*.cruds";

    private final Person client;
    private String mark;

    HiddenByPatchIT(Servers servers) {
        client = Person.anyClient(servers);
    }

    @BeforeEach
    void store() {
        mark = UUID.randomUUID().toString().substring(0, 8);
        for (String id : new String[] {"own" + mark, "other" + mark}) {
            client.send(EVERYTHING, "PUT", "/Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
        }
        client.send(EVERYTHING, "PUT", "/Condition/c" + mark, condition("other", "hidden"));
    }

    @ParameterizedTest
    @CsvSource({"patient/Condition.rs system/Condition.u, single",
            "patient/Condition.rs system/Condition.u, transaction",
            "patient/Condition.rs system/Condition.u, batch",
            "system/Condition.rs?subject=Patient/ownMARK system/Condition.u, single",
            "system/Condition.rus?subject=Patient/ownMARK system/Condition.u?subject=Patient/otherMARK, single"})
    void refusesThePatch(String scopes, String how) {
        Person person = client.with("patient", "own" + mark);
        String scope = scopes.replace("MARK", mark);
        HttpAnswer answer = patch(person, scope, how);
        assertThat(answer.body()).contains("rule 'patch'").doesNotContain("hidden");
        assertThat(person.get(scope, "/Condition/c" + mark).status()).isEqualTo(404);
        assertThat(client.get(EVERYTHING, "/Condition/c" + mark).json().path("subject").path("reference").asText())
                .isEqualTo("Patient/other" + mark);
        assertThat(person.send(scope, "PUT", "/Condition/c" + mark, condition("other", "new")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"system/Condition.u, single", "system/Condition.ru, transaction"})
    void letsWhoeverReadsItBeforeOrNeverPatchIt(String scope, String how) {
        assertThat(patch(client, scope, how).status()).isEqualTo(200);
    }

    private HttpAnswer patch(Person person, String scope, String how) {
        String operations =
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/own" + mark + "\"}]";
        if (how.equals("single")) {
            return person.send(scope, "PATCH", "/Condition/c" + mark, operations,
                    Map.of("Content-Type", "application/json-patch+json"));
        }
        String data = Base64.getEncoder().encodeToString(operations.getBytes(StandardCharsets.UTF_8));
        return person.send(scope, "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"" + how + "\",\"entry\":["
                + "{\"request\":{\"method\":\"PATCH\",\"url\":\"Condition/c" + mark + "\"},\"resource\":{"
                + "\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\"" + data + "\"}}]}");
    }

    private String condition(String patient, String text) {
        return "{\"resourceType\":\"Condition\",\"id\":\"c" + mark + "\",\"code\":{\"text\":\"" + text
                + "\"},\"subject\":{\"reference\":\"Patient/" + patient + mark + "\"}}";
    }
}
