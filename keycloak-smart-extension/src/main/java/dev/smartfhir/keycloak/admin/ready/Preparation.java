package dev.smartfhir.keycloak.admin.ready;

import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * Makes a realm SMART-ready: adds what is missing, tightens what lets users say who they are, and leaves everything
 * else as the administrators have it. A ready realm needs no change.
 */
public final class Preparation {

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    /** Events come first, so that the other changes are recorded. */
    private static final List<Step> STEPS = List.of(new EventStep(), new FhirBaseStep(), new StockScopeStep(),
            new SmartScopeStep(), new RoleStep(), new UserAttributeStep(), new RequiredActionStep(),
            new LanguageStep(), new RegistrationStep(), new ClientStep());

    private final PreparedRealm realm;

    /** Reads nothing yet. */
    public Preparation(KeycloakSession session, RealmModel realm, WantedRealm wanted) {
        this.realm = new PreparedRealm(session, realm, wanted, ShippedRealm.read());
    }

    /** What has to change, in the order in which it would. */
    public List<Change> changes() {
        return planned().stream().map(PlannedChange::change).toList();
    }

    /** Makes the changes in the transaction of the request, each with its admin event. */
    public List<Change> apply(AdminEventBuilder events) {
        List<PlannedChange> planned = planned();
        for (PlannedChange one : planned) {
            one.deed().run();
            events.refreshRealmEventsConfig(realm.session());
            events.operation(one.operation()).resource(one.resource()).resourcePath(one.path())
                    .representation(one.change()).success();
        }
        LOG.infof("The realm %s was made SMART-ready: %d changes", realm.realm().getName(), planned.size());
        return planned.stream().map(PlannedChange::change).toList();
    }

    private List<PlannedChange> planned() {
        return STEPS.stream().flatMap(step -> step.plan(realm)).toList();
    }
}
