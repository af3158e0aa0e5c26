package dev.smartfhir.endtoend.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A launch context with every parameter that SMART knows, told apart by its patient. */
public final class FullContext {

    private FullContext() {
    }

    /** The parameters about this patient, as SMART shapes them. */
    public static ObjectNode of(String patient) {
        ObjectNode context = JsonNodeFactory.instance.objectNode().put("patient", patient)
                .put("encounter", "visit-of-" + patient).put("need_patient_banner", false)
                .put("intent", "reconcile-" + patient).put("tenant", "ward-7")
                .put("smart_style_url", "https://ehr.example.org/style-" + patient + ".json");
        context.putArray("fhirContext").addObject().put("reference", "ImagingStudy/of-" + patient);
        return context;
    }

    /** Registers a launch with such a context and returns its handle. */
    public static String launch(TestEhr ehr, TestApp app, Person user, String patient) {
        return ehr.launch(of(patient).put("client_id", app.clientId()).put("user", user.username())).text("launch");
    }
}
