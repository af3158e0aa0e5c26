package dev.smartfhir.keycloak.picker.patient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page shows.
 *
 * @param app the name of the app that asks
 * @param state the search and the place in it
 * @param bound whether the user acts for certain patients only, so that there is nothing to search for
 * @param page the patients; empty before the first search, and where there is a problem
 * @param problem the key of a message that says what went wrong
 */
record PickerView(String app, PickerState state, boolean bound, Optional<PatientPage> page, Optional<String> problem) {

    /** The name under which the template finds the model. */
    static final String MODEL = "picker";
    static final String TEMPLATE = "smart-patient.ftl";

    static final String UNAVAILABLE = "smartPatientUnavailable";
    static final String INVALID_SEARCH = "smartPatientInvalidSearch";
    static final String NOT_OFFERED = "smartPatientNotOffered";
    static final String NO_FHIR_USER = "smartPatientNoFhirUser";

    PickerView withProblem(String key) {
        return new PickerView(app, state, bound, page, Optional.of(key));
    }

    /** The values that the template writes, all of them text, truth values and lists of these. */
    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("app", app);
        model.put("name", state.query().name());
        model.put("identifier", state.query().identifier());
        model.put("birthDate", state.query().birthDate());
        model.put("bound", bound);
        model.put("searched", page.isPresent());
        model.put("patients", page.map(found -> found.patients().stream().map(FoundPatient::model).toList())
                .orElse(List.of()));
        model.put("cut", page.map(PatientPage::cut).orElse(false));
        model.put("hasNext", page.flatMap(PatientPage::next).isPresent());
        model.put("hasPrevious", page.isPresent() && state.trail().hasPrevious());
        model.put("problem", problem.orElse(""));
        model.put("retry", problem.filter(UNAVAILABLE::equals).isPresent());
        return model;
    }
}
