package dev.smartfhir.keycloak.picker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.audience.FhirBases;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

class PickerRegistrationTest {

    private final Map<String, RequiredActionProviderModel> registered = new LinkedHashMap<>();

    @Test
    void addsEveryActionThatTheServerHasInTheOrderInWhichUsersAreAsked() {
        register(Set.copyOf(PickerRegistration.ACTIONS), "https://fhir.example.org");

        List<RequiredActionProviderModel> sorted = new ArrayList<>(registered.values());
        sorted.sort(RequiredActionProviderModel.RequiredActionComparator.SINGLETON);
        assertThat(sorted).extracting(RequiredActionProviderModel::getAlias)
                .containsExactly("smart-patient", "smart-encounter", "smart-consent");
        assertThat(sorted).allMatch(action -> action.isEnabled() && !action.isDefaultAction()
                && action.getProviderId().equals(action.getAlias()));
        assertThat(sorted).extracting(RequiredActionProviderModel::getPriority).containsExactly(200, 210, 220);
    }

    @Test
    void addsNothingThatTheServerLacks() {
        register(Set.of("smart-patient", "somebody-elses"), "https://fhir.example.org");

        assertThat(registered).containsOnlyKeys("smart-patient");
    }

    @Test
    void addsNothingToARealmWithoutFhirServers() {
        register(Set.copyOf(PickerRegistration.ACTIONS), null);

        assertThat(registered).isEmpty();
    }

    @Test
    void leavesWhatIsThereAsItIs() {
        RequiredActionProviderModel disabled = new RequiredActionProviderModel();
        disabled.setAlias("smart-encounter");
        registered.put("smart-encounter", disabled);

        register(Set.copyOf(PickerRegistration.ACTIONS), "https://fhir.example.org");

        assertThat(registered).hasSize(3).containsEntry("smart-encounter", disabled);
        assertThat(disabled.isEnabled()).isFalse();
    }

    @Test
    void givesOneRealmTheSameIdsOnEveryNode() {
        register(Set.copyOf(PickerRegistration.ACTIONS), "https://fhir.example.org");
        List<String> ids = registered.values().stream().map(RequiredActionProviderModel::getId).toList();
        registered.clear();
        register(Set.copyOf(PickerRegistration.ACTIONS), "https://fhir.example.org");

        assertThat(ids).doesNotHaveDuplicates().isEqualTo(
                registered.values().stream().map(RequiredActionProviderModel::getId).toList());
    }

    private void register(Set<String> present, String fhirBases) {
        RequiredActionFactory action = fake(RequiredActionFactory.class, (proxy, method, args) -> "Choose");
        KeycloakSessionFactory factory = fake(KeycloakSessionFactory.class,
                (proxy, method, args) -> present.contains(args[1]) ? action : null);
        RealmModel realm = fake(RealmModel.class, (proxy, method, args) -> switch (method.getName()) {
            case "getId" -> "realm-1";
            case "getAttribute" -> args[0].equals(FhirBases.REALM_ATTRIBUTE) ? fhirBases : null;
            case "getRequiredActionProviderByAlias" -> registered.get(args[0]);
            case "addRequiredActionProvider" -> {
                RequiredActionProviderModel model = (RequiredActionProviderModel) args[0];
                registered.put(model.getAlias(), model);
                yield model;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
        PickerRegistration.addTo(fake(KeycloakSession.class, (proxy, method, args) -> factory), realm);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
