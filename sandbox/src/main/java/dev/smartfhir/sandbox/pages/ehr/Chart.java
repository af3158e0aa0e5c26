package dev.smartfhir.sandbox.pages.ehr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.web.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** What the EHR knows of its patients, read from the FHIR server with the EHR's own token. */
public final class Chart {

    private static final String SCOPES = "system/Patient.rs system/Encounter.rs system/Claim.rs";
    private final FhirClient fhir;
    private final Supplier<String> tokens;

    /**
     * The chart on a FHIR server.
     *
     * @param ehr gives the EHR as a backend service, once the authorization server runs
     */
    public Chart(FhirClient fhir, Supplier<BackendService> ehr) {
        this.fhir = fhir;
        this.tokens = () -> ehr.get().accessToken(SCOPES);
    }

    /** A patient as the list and the head of the chart show him. */
    record Patient(String id, String name, String gender, String birthDate, String record) {

        static Patient of(JsonNode resource) {
            return new Patient(resource.path("id").asText(), resource.at("/name/0/text").asText(),
                    resource.path("gender").asText(), resource.path("birthDate").asText(),
                    StreamSupport.stream(resource.path("identifier").spliterator(), false)
                            .filter(identifier -> identifier.at("/type/coding/0/code").asText().equals("MR"))
                            .map(identifier -> identifier.path("value").asText()).findFirst().orElse(""));
        }
    }

    /** An encounter. */
    record Visit(String id, String start, String department) {

        static Visit of(JsonNode resource) {
            return new Visit(resource.path("id").asText(), resource.at("/period/start").asText(),
                    resource.at("/serviceType/coding/0/code").asText());
        }
    }

    /** A claim. */
    record Application(String id, String created, String treatment, String number) {

        static Application of(JsonNode resource) {
            return new Application(resource.path("id").asText(), resource.path("created").asText(),
                    resource.at("/item/0/programCode/0/text").asText(),
                    resource.at("/identifier/0/value").asText());
        }
    }

    /** The patients whose name contains a text; at most 100. */
    List<Patient> patients(String name) {
        String filter = name == null ? "" : "&name:contains=" + encode(name);
        return read("/Patient?_sort=_id&_count=100" + filter, Patient::of);
    }

    List<Visit> encounters(String patient) {
        return read("/Encounter?patient=" + encode(patient), Visit::of);
    }

    List<Application> claims(String patient) {
        return read("/Claim?_sort=created&patient=" + encode(patient), Application::of);
    }

    private <T> List<T> read(String query, Function<JsonNode, T> kind) {
        HttpAnswer answer = fhir.get(query, tokens.get());
        if (answer.status() != 200) {
            throw new Refused(502, "The FHIR server answered the EHR with HTTP " + answer.status() + ": "
                    + answer.body());
        }
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false)
                .map(entry -> kind.apply(entry.path("resource"))).toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
