package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Includes show, of a type that is open in part, that part and nothing else; the search itself goes on (D-04). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedIncludesIT {

    private final Labs data;

    RestrictedIncludesIT(Servers servers) {
        data = new Labs(servers);
        data.put("DiagnosticReport", "report", "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\""
                + data.of("Patient", "a") + "\"},\"result\":[{\"reference\":\"" + data.of("Observation", "lab1")
                + "\"},{\"reference\":\"" + data.of("Observation", "vital1") + "\"},{\"reference\":\""
                + data.of("Observation", "labB") + "\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "system/DiagnosticReport.rs system/Observation.r?category=SYS|lab;"
                    + " DiagnosticReport?_id=report&_include=DiagnosticReport:result; report lab1 labB",
            "system/DiagnosticReport.rs system/Observation.s?category=SYS|vital;"
                    + " DiagnosticReport?_id=report&_include=DiagnosticReport:result; report vital1",
            "system/DiagnosticReport.rs system/Observation.r?category=SYS|lab;"
                    + " DiagnosticReport?_id=report&_include=*; report lab1 labB",
            "patient/*.rs; DiagnosticReport?_include=DiagnosticReport:result; report lab1 vital1",
            "patient/*.rs; DiagnosticReport?_include=*; report lab1 vital1 a",
            "patient/DiagnosticReport.rs; DiagnosticReport?_include=*; report",
            "patient/*.rs; Patient?_revinclude=DiagnosticReport:subject; a report",
            "system/Patient.rs system/Observation.rs?category=SYS|vital;"
                    + " Patient?_id=a,b&_revinclude=Observation:subject; a b vital1 vital2 vitalB",
            "system/Patient.rs system/Observation.r?category=SYS|vital;"
                    + " Patient?_id=a,b&_revinclude=Observation:subject; a b",
            "system/Patient.rs system/Observation.r?category=SYS|lab system/Observation.s?category=SYS|vital;"
                    + " Patient?_id=a,b&_revinclude=Observation:subject; a b",
            "system/DiagnosticReport.rs system/Observation.r?category=SYS|lab system/Patient.r;"
                    + " DiagnosticReport?_id=report&_include=DiagnosticReport:result"
                    + "&_include:iterate=Observation:subject; report lab1 labB",
            "system/Observation.rs?category=SYS|lab system/Patient.r?_id=a;"
                    + " Observation?identifier=SYS|&_include=Observation:subject; lab1 lab2 lab3 labB a"})
    void showWhatTheTokenReachesAndLeaveTheTotalAsItIs(String scopes, String query, String names) {
        String scope = filled(scopes);
        HttpAnswer answer = data.inContextOf("a").get(scope, "/" + filled(query).replace("|", "%7C"));
        assertThat(data.names(answer)).containsExactlyInAnyOrder(names.split(" "));
        long matches = entries(answer.json()).stream()
                .filter(entry -> entry.path("search").path("mode").asText().equals("match")).count();
        assertThat(answer.json().path("total").asLong(-1)).as(answer.body()).isEqualTo(matches);
        for (String hidden : List.of("vital1", "labB", "vitalB", "lab1")) {
            if (!List.of(names.split(" ")).contains(hidden)) {
                assertThat(answer.body()).doesNotContain("\"id\": \"" + data.id(hidden) + "\"");
            }
        }
    }

    private static List<JsonNode> entries(JsonNode bundle) {
        return StreamSupport.stream(bundle.path("entry").spliterator(), false).toList();
    }

    private String filled(String text) {
        return text.replace("SYS", data.system()).replaceAll("_id=a,b\\b", "_id=" + data.id("a") + "," + data.id("b"))
                .replaceAll("_id=(a|report)(?=&|$)", "_id=" + data.id("$1"));
    }
}
