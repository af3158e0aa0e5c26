package dev.smartfhir.keycloak.admin;

import dev.smartfhir.keycloak.admin.doctor.Doctor;
import dev.smartfhir.keycloak.admin.doctor.Finding;
import dev.smartfhir.keycloak.admin.ready.Change;
import dev.smartfhir.keycloak.admin.ready.Preparation;
import dev.smartfhir.keycloak.admin.ready.WantedRealm;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code /admin/realms/{realm}/smart}: what would make a realm SMART-ready, does it, and examines the realm. To look
 * needs {@code view-realm} and {@code view-clients}, to change {@code manage-realm} and {@code manage-clients}.
 */
@Produces(MediaType.APPLICATION_JSON)
public class SmartAdminResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder events;

    SmartAdminResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions,
            AdminEventBuilder events) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.events = events;
    }

    /** What would be changed; nothing is. */
    @GET
    @Path("changes")
    public List<Change> changes() {
        requireView();
        return preparation().changes();
    }

    /** Makes these changes, all or none, and answers with what was changed. */
    @POST
    @Path("changes")
    public List<Change> change() {
        permissions.realm().requireManageRealm();
        permissions.clients().requireManage();
        return preparation().apply(events);
    }

    /** What the doctor finds. */
    @GET
    @Path("doctor")
    public List<Finding> doctor() {
        requireView();
        QueryParameters.of(session, Set.of());
        return new Doctor(session, realm).examine();
    }

    private Preparation preparation() {
        QueryParameters parameters = QueryParameters.of(session, Set.of(WantedRealm.FHIR_BASE,
                WantedRealm.REGISTRATION));
        return new Preparation(session, realm, parameters.wanted(realm));
    }

    private void requireView() {
        permissions.realm().requireViewRealm();
        permissions.clients().requireView();
    }
}
