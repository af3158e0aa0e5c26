package dev.smartfhir.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.smartfhir.keycloak.admin.doctor.Faked;
import dev.smartfhir.keycloak.events.SmartDetails;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;

class EventMetricsTest {

    private static final Count ACTIVE = new Count(Meter.INTROSPECTIONS, "", "active");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Counters counters = new Counters(registry);
    private final List<KeycloakTransaction> afterCommit = new ArrayList<>();

    @Test
    void countsWhatIsCommittedAndNotWhatIsRolledBack() {
        tell();
        tell();
        assertThat(registry.getMeters()).isEmpty();

        commit(afterCommit.get(0));
        rollback(afterCommit.get(1));

        assertThat(registry.get("smart.introspections").counter().count()).isEqualTo(1);
    }

    @Test
    void doesNotFailARequestWhoseCountTheRegistryRefuses() {
        registry.timer("smart.introspections", "realm", "smart", "result", "active");
        assertThat(catchThrowable(() -> counters.add(ACTIVE, "smart"))).as("the registry's own refusal").isNotNull();
        tell();

        assertThatCode(() -> commit(afterCommit.get(0))).doesNotThrowAnyException();
    }

    private void tell() {
        Event event = new Event();
        event.setRealmId("id");
        event.setType(EventType.INTROSPECT_TOKEN);
        event.setDetails(Map.of(SmartDetails.EVENT, SmartDetails.INTROSPECTION));
        RealmModel realm = Faked.of(RealmModel.class, Map.of("getName", "smart"));
        Function<Object, Object> enlist = transaction -> {
            afterCommit.add((KeycloakTransaction) transaction);
            return null;
        };
        new EventMetrics(Faked.of(KeycloakSession.class, Map.of(
                "realms", Faked.of(RealmProvider.class, Map.of("getRealm", realm)),
                "getTransactionManager",
                Faked.of(KeycloakTransactionManager.class, Map.of("enlistAfterCompletion", enlist)))), counters)
                .onEvent(event);
    }

    private static void commit(KeycloakTransaction transaction) {
        transaction.begin();
        transaction.commit();
    }

    private static void rollback(KeycloakTransaction transaction) {
        transaction.begin();
        transaction.rollback();
    }
}
