package dev.smartfhir.keycloak.admin.ready;

import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.RoleRepresentation;

/** The realm role by which EHRs may register launches; nobody has it at first. */
final class RoleStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        RealmModel realm = prepared.realm();
        return prepared.shipped().roles().stream().filter(role -> realm.getRole(role.getName()) == null)
                .map(role -> prepared.change("realm role", "", role.getName(), role.getDescription() + ".",
                        OperationType.CREATE, ResourceType.REALM_ROLE, "roles/" + role.getName(),
                        () -> add(realm, role)));
    }

    private static void add(RealmModel realm, RoleRepresentation role) {
        realm.addRole(role.getName()).setDescription(role.getDescription());
    }
}
