package dev.smartfhir.keycloak.picker.encounter;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.authorization.EncounterChoice;
import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.picker.PickerEvents;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Asks the user for the encounter that an app is to see, once its patient is known, in every login for which one is
 * asked; he may go on without. Whoever is not asked, because the action is disabled, gets no encounter.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-context-data">
 *      SMART App Launch 2.2, launch/encounter</a>
 */
final class EncounterPicker implements RequiredActionProvider {

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel authentication = context.getAuthenticationSession();
        if (needed(context).isPresent()) {
            authentication.addRequiredAction(EncounterPickerFactory.ID);
        } else {
            authentication.removeRequiredAction(EncounterPickerFactory.ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Optional<Decision> decision = needed(context);
        Optional<String> patient = decision.flatMap(Decision::patient);
        if (patient.isEmpty()) {
            context.ignore();
            return;
        }
        show(context, new EncounterPages(context, decision.get(), patient.get()).current());
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<Decision> decision = needed(context);
        Optional<String> patient = decision.flatMap(Decision::patient);
        if (patient.isEmpty()) {
            context.success();
        } else if (form.containsKey("cancel")) {
            EncounterState.forget(context.getAuthenticationSession(), context.getUser().getId());
            context.failure("The user chose no encounter");
        } else if (form.containsKey("without")) {
            record(context, new EncounterChoice(patient.get(), Optional.empty()));
        } else if (form.containsKey("encounter")) {
            choose(context, decision.get(), patient.get(), form);
        } else {
            show(context, new EncounterPages(context, decision.get(), patient.get()).turnTo(form));
        }
    }

    private static Optional<Decision> needed(RequiredActionContext context) {
        return Decision.of(context.getSession(), context.getAuthenticationSession(), context.getUser())
                .filter(Decision::needsEncounter);
    }

    private static void choose(RequiredActionContext context, Decision decision, String patient,
            MultivaluedMap<String, String> form) {
        String encounter = form.get("encounter").size() == 1 ? form.getFirst("encounter") : "";
        if (!EncounterState.of(context.getAuthenticationSession(), decision.userId(), patient).isOffered(encounter)) {
            PickerEvents.notOffered(context, SmartDetails.ENCOUNTER_NOT_OFFERED);
            show(context, new EncounterPages(context, decision, patient).current()
                    .withProblem(EncounterView.NOT_OFFERED));
            return;
        }
        record(context, new EncounterChoice(patient, Optional.of(encounter)));
    }

    private static void record(RequiredActionContext context, EncounterChoice choice) {
        AuthenticationSessionModel authentication = context.getAuthenticationSession();
        EncounterState.forget(authentication, context.getUser().getId());
        PendingAuthorization.chooseEncounter(authentication, context.getUser().getId(), choice);
        context.success();
    }

    private static void show(RequiredActionContext context, EncounterView view) {
        if (view.problem().filter(EncounterView.UNAVAILABLE::equals).isPresent()) {
            PickerEvents.unavailable(context, EncounterPickerFactory.ID);
        }
        view.state().keepIn(context.getAuthenticationSession(), context.getUser().getId());
        context.challenge(context.form().setAttribute(EncounterView.MODEL, view.model())
                .createForm(EncounterView.TEMPLATE));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
