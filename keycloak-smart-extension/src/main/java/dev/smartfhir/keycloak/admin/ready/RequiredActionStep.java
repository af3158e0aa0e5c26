package dev.smartfhir.keycloak.admin.ready;

import dev.smartfhir.keycloak.picker.PickerRegistration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Users are asked for patient, encounter and consent, in this order. */
final class RequiredActionStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        List<RequiredActionProviderModel> actions = PickerRegistration.ACTIONS.stream()
                .map(prepared.realm()::getRequiredActionProviderByAlias).toList();
        List<Integer> priorities = IntStream.range(0, actions.size()).mapToObj(index -> actions.get(index) == null
                ? PickerRegistration.priority(PickerRegistration.ACTIONS.get(index))
                : Integer.valueOf(actions.get(index).getPriority())).toList();
        boolean ordered = IntStream.range(1, priorities.size())
                .allMatch(index -> priorities.get(index - 1) < priorities.get(index));
        return PickerRegistration.ACTIONS.stream().flatMap(alias -> {
            RequiredActionProviderModel action = prepared.realm().getRequiredActionProviderByAlias(alias);
            if (action == null) {
                return Stream.of(change(prepared, alias, "", "registered",
                        "So that users of apps are asked what only they can say.", OperationType.CREATE,
                        () -> PickerRegistration.addTo(prepared.session(), prepared.realm())));
            }
            Stream<PlannedChange> enabled = action.isEnabled() ? Stream.empty()
                    : Stream.of(change(prepared, alias, "disabled", "enabled",
                            "Logins that need the answer are refused without it.", OperationType.UPDATE,
                            () -> edit(prepared.realm(), alias, model -> model.setEnabled(true))));
            int priority = PickerRegistration.priority(alias);
            Stream<PlannedChange> sorted = ordered || action.getPriority() == priority ? Stream.empty()
                    : Stream.of(change(prepared, alias + " priority", String.valueOf(action.getPriority()),
                            String.valueOf(priority), "The patient must be known before the encounter, and both "
                                    + "before consent.", OperationType.UPDATE,
                            () -> edit(prepared.realm(), alias, model -> model.setPriority(priority))));
            return Stream.concat(enabled, sorted);
        });
    }

    private static PlannedChange change(PreparedRealm prepared, String setting, String from, String to, String why,
            OperationType operation, Runnable deed) {
        return prepared.change("required action " + setting, from, to, why, operation, ResourceType.REQUIRED_ACTION,
                "authentication/required-actions", deed);
    }

    /** What the realm hands out may be shared with other requests. */
    private static void edit(RealmModel realm, String alias, Consumer<RequiredActionProviderModel> edit) {
        RequiredActionProviderModel known = realm.getRequiredActionProviderByAlias(alias);
        RequiredActionProviderModel copy = new RequiredActionProviderModel();
        copy.setId(known.getId());
        copy.setAlias(known.getAlias());
        copy.setProviderId(known.getProviderId());
        copy.setName(known.getName());
        copy.setEnabled(known.isEnabled());
        copy.setDefaultAction(known.isDefaultAction());
        copy.setPriority(known.getPriority());
        copy.setConfig(known.getConfig() == null ? Map.of() : Map.copyOf(known.getConfig()));
        edit.accept(copy);
        realm.updateRequiredActionProvider(copy);
    }
}
