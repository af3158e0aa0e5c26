package dev.smartfhir.keycloak.admin.ready;

import dev.smartfhir.keycloak.registration.RegistrationEndpointFactory;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/** Apps may register themselves, where the administrator wants that and has no list of his own. */
final class RegistrationStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        RealmModel realm = prepared.realm();
        String attribute = RegistrationEndpointFactory.SCOPES_ATTRIBUTE;
        String scopes = prepared.shipped().attribute(attribute);
        return !prepared.wanted().registration() || realm.getAttribute(attribute) != null ? Stream.empty()
                : Stream.of(prepared.setting(attribute, "", scopes, "So that apps with an initial access token can "
                        + "register themselves for these scopes.", () -> realm.setAttribute(attribute, scopes)));
    }
}
