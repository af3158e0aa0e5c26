package dev.smartfhir.keycloak.admin.ready;

import dev.smartfhir.keycloak.identity.AdministeredAttributes;
import dev.smartfhir.keycloak.identity.FhirUser;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPGroup;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;

/** Users have the attributes that say who they are in FHIR, and administrators alone write them. */
final class UserAttributeStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        UPConfig profile = provider(prepared).getConfiguration();
        return Stream.of(FhirUser.ATTRIBUTE, FhirUser.PATIENTS_ATTRIBUTE).flatMap(name -> {
            UPAttribute declared = profile.getAttributes() == null ? null : profile.getAttribute(name);
            if (declared == null) {
                return Stream.of(change(prepared, name, "", "declared, written by administrators alone",
                        "So that administrators can say who a user is in FHIR, and nobody else.",
                        config -> declare(config, prepared.shipped().profile(), name)));
            }
            Stream<PlannedChange> edited = !AdministeredAttributes.isWritableByUsers(profile, name) ? Stream.empty()
                    : Stream.of(change(prepared, name + " is written by", "users", "administrators alone",
                            "So that no user can make himself somebody else.",
                            config -> closeToUsers(config.getAttribute(name))));
            Stream<PlannedChange> several = declared.isMultivalued() ? Stream.empty()
                    : Stream.of(change(prepared, name + " has several values", "false", "true",
                            "So that a user can be somebody on each of several FHIR servers.",
                            config -> config.getAttribute(name).setMultivalued(true)));
            return Stream.concat(edited, several);
        });
    }

    private static PlannedChange change(PreparedRealm prepared, String setting, String from, String to, String why,
            Consumer<UPConfig> edit) {
        return prepared.change("user attribute " + setting, from, to, why, OperationType.UPDATE,
                ResourceType.USER_PROFILE, "users/profile", () -> {
                    UPConfig config = provider(prepared).getConfiguration().clone();
                    edit.accept(config);
                    provider(prepared).setConfiguration(config);
                });
    }

    private static void declare(UPConfig config, UPConfig shipped, String name) {
        UPAttribute attribute = shipped.getAttribute(name);
        boolean hasGroup = config.getGroups() != null && config.getGroups().stream().map(UPGroup::getName)
                .anyMatch(attribute.getGroup()::equals);
        if (!hasGroup) {
            config.addGroup(shipped.getGroups().stream()
                    .filter(group -> group.getName().equals(attribute.getGroup())).findFirst().orElseThrow());
        }
        config.addOrReplaceAttribute(attribute);
    }

    private static void closeToUsers(UPAttribute attribute) {
        Set<String> editors = new HashSet<>(attribute.getPermissions().getEdit());
        editors.remove(UserProfileConstants.ROLE_USER);
        editors.add(UserProfileConstants.ROLE_ADMIN);
        attribute.getPermissions().setEdit(editors);
    }

    private static UserProfileProvider provider(PreparedRealm prepared) {
        return prepared.session().getProvider(UserProfileProvider.class);
    }
}
