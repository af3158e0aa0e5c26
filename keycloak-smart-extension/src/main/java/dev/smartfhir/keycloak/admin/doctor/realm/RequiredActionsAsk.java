package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.picker.PickerRegistration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.models.RequiredActionProviderModel;

/** Are users asked for patient, encounter and consent, in this order? */
final class RequiredActionsAsk implements RealmCheck {

    private static final String READY = "Make the realm SMART-ready: smart-admin keycloak ready --apply.";

    @Override
    public String code() {
        return "required-actions";
    }

    @Override
    public String fine() {
        return "Users are asked for patient, encounter and consent, in this order.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        List<RequiredActionProviderModel> known = PickerRegistration.ACTIONS.stream()
                .map(examined.realm()::getRequiredActionProviderByAlias).filter(action -> action != null).toList();
        boolean ordered = IntStream.range(1, known.size())
                .allMatch(index -> known.get(index - 1).getPriority() < known.get(index).getPriority());
        return Stream.of(
                Problem.onlyIf(known.size() < PickerRegistration.ACTIONS.size(), Problem.warning(
                        "Not every required action of SMART is registered yet; the first app that needs one adds "
                                + "it.", READY)),
                known.stream().filter(action -> !action.isEnabled()).map(action -> Problem.error("The required action "
                        + action.getAlias() + " is disabled: logins that need its answer are refused, or Keycloak "
                        + "asks in its "
                        + "own way.", "Enable it in Authentication, Required actions.")),
                known.stream().filter(RequiredActionProviderModel::isDefaultAction).map(action -> Problem.warning(
                        "The required action " + action.getAlias() + " is a default action.",
                        "Switch Set as default action off: it asks by itself when an app needs it.")),
                Problem.onlyIf(!ordered, Problem.error("The required actions of SMART are out of order.", READY)))
                .flatMap(problems -> problems);
    }
}
