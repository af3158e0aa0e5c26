package dev.smartfhir.keycloak.admin.doctor;

import dev.smartfhir.keycloak.audience.FhirBases;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * A realm under examination.
 *
 * @param outside the way to other servers
 * @param clients its SMART clients
 */
public record ExaminedRealm(KeycloakSession session, RealmModel realm, Outside outside, List<ExaminedClient> clients) {

    /** What users are described by. */
    public UPConfig userProfile() {
        return session.getProvider(UserProfileProvider.class).getConfiguration();
    }

    /** Whether there is an app with users, so that there are logins, pages and pickers. */
    public boolean hasApps() {
        return clients.stream().anyMatch(ExaminedClient::isApp);
    }

    /** The base URLs of the FHIR servers as the realm has them, whatever they are. */
    public List<String> fhirBases() {
        return words(FhirBases.REALM_ATTRIBUTE).toList();
    }

    /** The words of a realm attribute. */
    public Stream<String> words(String attribute) {
        String text = realm.getAttribute(attribute);
        return text == null ? Stream.empty()
                : Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty());
    }
}
