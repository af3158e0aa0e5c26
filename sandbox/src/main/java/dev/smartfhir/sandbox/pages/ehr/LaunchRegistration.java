package dev.smartfhir.sandbox.pages.ehr;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.sandbox.client.Basic;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.steps.Steps;
import java.net.URI;
import java.util.Map;

/** Registers a launch at the authorization server, as an EHR does behind its user's back. */
public final class LaunchRegistration {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final URI launches;
    private final Basic ehr;

    /**
     * Knows where launches are registered and who does it.
     *
     * @param launches the address of the launch interface
     * @param ehr the EHR as a client of the authorization server
     */
    public LaunchRegistration(URI launches, Basic ehr) {
        this.launches = launches;
        this.ehr = ehr;
    }

    HttpAnswer register(LaunchForm.Choice choice, URI fhirBase, Steps steps) {
        Map<String, String> headers = Map.of("Authorization", ehr.header(), "Content-Type", "application/json");
        return steps.send("The EHR registers the launch", "POST", launches, headers,
                body(choice, fhirBase).toPrettyString());
    }

    private static ObjectNode body(LaunchForm.Choice choice, URI fhirBase) {
        ObjectNode body = JSON.createObjectNode()
                .put("client_id", choice.app())
                .put("user", choice.user())
                .put("iss", fhirBase.toString());
        putText(body, "patient", choice.patient());
        putText(body, "encounter", choice.encounter());
        if (choice.claim() != null) {
            body.putArray("fhirContext").addObject().put("reference", "Claim/" + choice.claim());
        }
        if (choice.banner() != null) {
            body.put("need_patient_banner", Boolean.parseBoolean(choice.banner()));
        }
        putText(body, "intent", choice.intent());
        putText(body, "tenant", choice.tenant());
        return body;
    }

    private static void putText(ObjectNode body, String member, String value) {
        if (value != null) {
            body.put(member, value);
        }
    }
}
