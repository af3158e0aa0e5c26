package dev.smartfhir.keycloak.picker.encounter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the page shows.
 *
 * @param app the name of the app that asks
 * @param state the place among the encounters
 * @param page the encounters; empty where there is a problem
 * @param problem the key of a message that says what went wrong
 */
record EncounterView(String app, EncounterState state, Optional<EncounterPage> page, Optional<String> problem) {

    /** The name under which the template finds the model. */
    static final String MODEL = "picker";
    static final String TEMPLATE = "smart-encounter.ftl";

    static final String UNAVAILABLE = "smartEncounterUnavailable";
    static final String FORBIDDEN = "smartEncounterForbidden";
    static final String NOT_OFFERED = "smartEncounterNotOffered";
    static final String NO_FHIR_USER = "smartEncounterNoFhirUser";

    EncounterView withProblem(String key) {
        return new EncounterView(app, state, page, Optional.of(key));
    }

    /** The values that the template writes, all of them text, truth values and lists of these. */
    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("app", app);
        model.put("patient", page.flatMap(EncounterPage::patientName).orElse(""));
        model.put("searched", page.isPresent());
        model.put("encounters", page.orElse(EncounterPage.NONE).encounters().stream().map(FoundEncounter::model)
                .toList());
        model.put("cut", page.map(EncounterPage::cut).orElse(false));
        model.put("hasNext", page.flatMap(EncounterPage::next).isPresent());
        model.put("hasPrevious", state.trail().hasPrevious());
        model.put("problem", problem.orElse(""));
        model.put("retry", problem.filter(UNAVAILABLE::equals).isPresent());
        return model;
    }
}
