package dev.smartfhir.keycloak.picker.patient;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.picker.PickerEvents;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Asks the user for the patient that an app is to see, in every login for which one is needed, also where the user is
 * logged in already. Whoever may not be asked, because the action is disabled or {@code prompt=none}, gets no patient.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-context-data">
 *      SMART App Launch 2.2, launch/patient</a>
 */
final class PatientPicker implements RequiredActionProvider {

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel authentication = context.getAuthenticationSession();
        if (needed(context).isPresent()) {
            authentication.addRequiredAction(PatientPickerFactory.ID);
        } else {
            authentication.removeRequiredAction(PatientPickerFactory.ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Optional<Decision> decision = needed(context);
        if (decision.isEmpty()) {
            context.ignore();
            return;
        }
        show(context, new PickerPages(context, decision.get()).current());
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<Decision> decision = needed(context);
        if (decision.isEmpty()) {
            context.success();
        } else if (form.containsKey("cancel")) {
            PickerState.forget(context.getAuthenticationSession(), context.getUser().getId());
            context.failure("The user chose no patient");
        } else if (form.containsKey("patient")) {
            choose(context, decision.get(), form);
        } else {
            show(context, new PickerPages(context, decision.get()).turnTo(form));
        }
    }

    private static Optional<Decision> needed(RequiredActionContext context) {
        return Decision.of(context.getSession(), context.getAuthenticationSession(), context.getUser())
                .filter(Decision::needsPatient);
    }

    private static void choose(RequiredActionContext context, Decision decision, MultivaluedMap<String, String> form) {
        AuthenticationSessionModel authentication = context.getAuthenticationSession();
        String patient = form.get("patient").size() == 1 ? form.getFirst("patient") : "";
        if (!PickerState.of(authentication, decision.userId()).isOffered(patient) || !decision.mayChoose(patient)) {
            PickerEvents.notOffered(context, SmartDetails.PATIENT_NOT_OFFERED);
            show(context, new PickerPages(context, decision).current().withProblem(PickerView.NOT_OFFERED));
            return;
        }
        PickerState.forget(authentication, decision.userId());
        PendingAuthorization.choosePatient(authentication, decision.userId(), patient);
        context.success();
    }

    private static void show(RequiredActionContext context, PickerView view) {
        if (view.problem().filter(PickerView.UNAVAILABLE::equals).isPresent()) {
            PickerEvents.unavailable(context, PatientPickerFactory.ID);
        }
        view.state().keepIn(context.getAuthenticationSession(), context.getUser().getId());
        context.challenge(context.form().setAttribute(PickerView.MODEL, view.model())
                .createForm(PickerView.TEMPLATE));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
