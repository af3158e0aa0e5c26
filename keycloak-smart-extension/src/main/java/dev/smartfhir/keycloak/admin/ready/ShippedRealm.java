package dev.smartfhir.keycloak.admin.ready;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.util.JsonSerialization;

/** The realm that the project ships as {@code realm-export.json}, which this JAR holds a copy of. */
record ShippedRealm(RealmRepresentation realm) {

    private static final String PROFILE = "kc.user.profile.config";

    static ShippedRealm read() {
        try (InputStream in = ShippedRealm.class.getResourceAsStream("/dev/smartfhir/keycloak/realm-export.json")) {
            return new ShippedRealm(JsonSerialization.readValue(in, RealmRepresentation.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ClientScopeRepresentation> clientScopes() {
        return realm.getClientScopes();
    }

    List<RoleRepresentation> roles() {
        return realm.getRoles().getRealm();
    }

    /** A realm attribute. */
    String attribute(String name) {
        return realm.getAttributes().get(name);
    }

    /** What users are described by. */
    UPConfig profile() {
        Map<String, List<ComponentExportRepresentation>> components = realm.getComponents();
        MultivaluedHashMap<String, String> config =
                components.get(UserProfileProvider.class.getName()).get(0).getConfig();
        try {
            return JsonSerialization.readValue(config.getFirst(PROFILE), UPConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
