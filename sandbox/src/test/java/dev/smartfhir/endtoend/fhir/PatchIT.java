package dev.smartfhir.endtoend.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A patch tells nothing and reaches nothing that the token does not cover. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatchIT {

    private final Caller caller;
    private final Stored stored;

    PatchIT(Servers servers) {
        caller = new Caller(servers);
        stored = new Stored(caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "json-patch+json; [{\"op\":\"test\",\"path\":\"/active\",\"value\":true}]",
            "json-patch+json; [{\"op\":\"copy\",\"from\":\"/name/0/family\",\"path\":\"/gender\"}]",
            "xml-patch+xml; <diff><remove sel=\"/Patient/active\"/></diff>",
            "fhir+json; {\"resourceType\":\"Parameters\"}"})
    void needsReadForAPatchThatTellsWhatIsStored(String kind, String patch) {
        HttpAnswer answer = caller.send("system/Patient.u", "PATCH", "/" + stored.of("Patient", "pat"), patch,
                Map.of("Content-Type", "application/" + kind));
        Refusal.of(answer, "patch", "system/Patient.ru");
        assertThat(answer.body()).doesNotContain(stored.family());
    }

    @Test
    void refusesAnXmlPatchThatReadsAFileOfTheServer() throws IOException {
        Path file = Files.writeString(Files.createTempFile("server", ".txt"), "of-the-server");
        HttpAnswer answer = caller.send("system/Patient.ru", "PATCH", "/" + stored.of("Patient", "pat"),
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"" + file.toUri() + "\">]><diff xmlns:f=\"http://hl7.org/fhir\">"
                        + "<replace sel=\"f:Patient/f:name/f:family/@value\">&x;</replace></diff>",
                Map.of("Content-Type", "application/xml-patch+xml"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("issue")).hasSize(1);
        assertThat(caller.get(Stored.EVERYTHING, "/" + stored.of("Patient", "pat")).body())
                .doesNotContain("of-the-server");
    }

    @Test
    void needsSearchForAReferenceThatAPatchInsideATransactionWrites() {
        String patch = Base64.getEncoder().encodeToString(("[{\"op\":\"replace\",\"path\":\"/subject/reference\","
                + "\"value\":\"Patient?identifier=urn:test|" + stored.mark() + "\"}]").getBytes(UTF_8));
        HttpAnswer answer = caller.send("system/Observation.u", "POST", "",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"PATCH\","
                        + "\"url\":\"" + stored.of("Observation", "obs") + "\"},\"resource\":{"
                        + "\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\","
                        + "\"data\":\"" + patch + "\"}}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("system/Patient.s");
    }
}
