package dev.smartfhir.keycloak.launch;

import org.keycloak.models.RealmModel;

/**
 * What a realm's administrators decided about EHR launches.
 *
 * @param lifetime seconds that a launch handle stays open, 1 to {@value #LONGEST_LIFETIME}: the realm attribute
 *     {@value #LIFETIME}, {@value #DEFAULT_LIFETIME} where it is absent or something else
 * @param userRequired whether every launch is bound to a user: the realm attribute {@value #USER_REQUIRED}, false only
 *     where it says {@code false}
 */
public record LaunchSettings(int lifetime, boolean userRequired) {

    public static final String LIFETIME = "smart.launch.lifetime";
    public static final String USER_REQUIRED = "smart.launch.user-required";
    static final int DEFAULT_LIFETIME = 300;
    static final int LONGEST_LIFETIME = 3600;

    public static LaunchSettings of(RealmModel realm) {
        return new LaunchSettings(lifetime(realm.getAttribute(LIFETIME)),
                !"false".equals(realm.getAttribute(USER_REQUIRED)));
    }

    static int lifetime(String attribute) {
        if (attribute == null || !attribute.strip().matches("[0-9]{1,5}")) {
            return DEFAULT_LIFETIME;
        }
        int seconds = Integer.parseInt(attribute.strip());
        return seconds >= 1 && seconds <= LONGEST_LIFETIME ? seconds : DEFAULT_LIFETIME;
    }
}
