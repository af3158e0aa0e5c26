package dev.smartfhir.keycloak.launch;

import dev.smartfhir.keycloak.audience.FhirServer;
import dev.smartfhir.keycloak.identity.FhirUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Finds the user whom an EHR names: by user name, by {@code sub}, or by {@code fhirUser}, a relative reference or a URL
 * under the FHIR base. What fits two users names nobody.
 */
final class LaunchUser {

    private LaunchUser() {
    }

    /** The one enabled user of this name on this FHIR server; empty if there is none, or more than one. */
    static Optional<UserModel> find(KeycloakSession session, RealmModel realm, String name, String fhirBase) {
        List<UserModel> candidates = new ArrayList<>();
        candidates.add(session.users().getUserByUsername(realm, name));
        candidates.add(session.users().getUserById(realm, name));
        FhirUser.read(name, fhirBase).ifPresent(wanted -> byFhirUser(session, realm, wanted, fhirBase)
                .forEach(candidates::add));
        List<String> ids = candidates.stream().filter(Objects::nonNull).filter(LaunchUser::mayLogIn)
                .map(UserModel::getId).distinct().toList();
        return ids.size() == 1
                ? Optional.ofNullable(session.users().getUserById(realm, ids.get(0)))
                : Optional.empty();
    }

    private static Stream<UserModel> byFhirUser(KeycloakSession session, RealmModel realm, FhirUser wanted,
            String fhirBase) {
        return Stream.of(wanted.type() + "/" + wanted.id(), wanted.url())
                .flatMap(value -> session.users()
                        .searchForUserByUserAttributeStream(realm, FhirUser.ATTRIBUTE, value))
                .filter(user -> FhirUser.of(user, FhirServer.of(realm, fhirBase)).filter(wanted::equals).isPresent());
    }

    private static boolean mayLogIn(UserModel user) {
        return user.isEnabled() && user.getServiceAccountClientLink() == null;
    }
}
