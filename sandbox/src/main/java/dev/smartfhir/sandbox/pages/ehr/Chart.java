package dev.smartfhir.sandbox.pages.ehr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.web.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

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

    /** Id and description of the patients whose name contains a text; at most 100. */
    Map<String, String> patients(String name) {
        String filter = name == null ? "" : "&name:contains=" + encode(name);
        return read("/Patient?_sort=_id&_count=100" + filter, patient -> "%s (%s, %s)".formatted(
                patient.at("/name/0/text").asText(), patient.path("id").asText(),
                patient.path("birthDate").asText()));
    }

    Map<String, String> encounters(String patient) {
        return read("/Encounter?patient=" + encode(patient), encounter -> "%s, %s".formatted(
                encounter.at("/period/start").asText(), encounter.path("id").asText()));
    }

    Map<String, String> claims(String patient) {
        return read("/Claim?patient=" + encode(patient), claim -> "%s, %s".formatted(
                claim.path("created").asText(), claim.path("id").asText()));
    }

    private Map<String, String> read(String query, Function<JsonNode, String> description) {
        HttpAnswer answer = fhir.get(query, tokens.get());
        if (answer.status() != 200) {
            throw new Refused(502, "The FHIR server answered the EHR with HTTP " + answer.status() + ": "
                    + answer.body());
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (JsonNode entry : answer.json().path("entry")) {
            JsonNode resource = entry.path("resource");
            found.put(resource.path("id").asText(), description.apply(resource));
        }
        return found;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
