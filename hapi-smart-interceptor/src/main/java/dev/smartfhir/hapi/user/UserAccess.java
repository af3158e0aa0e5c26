package dev.smartfhir.hapi.user;

import java.util.Set;

/**
 * What a user may access of a resource type: every resource, those about certain patients, or nothing.
 *
 * @param every    whether every resource of the type
 * @param patients ids of patients, {@code [A-Za-z0-9.-]{1,64}}, whose compartments the user may access; what is no id
 *                 is ignored
 */
public record UserAccess(boolean every, Set<String> patients) {

    /** Copies the ids. */
    public UserAccess {
        patients = Set.copyOf(patients);
    }

    /** Every resource of the type. */
    public static UserAccess everything() {
        return new UserAccess(true, Set.of());
    }

    /** The resources in the compartments of these patients. */
    public static UserAccess compartmentsOf(Set<String> patients) {
        return new UserAccess(false, patients);
    }

    /** Nothing. */
    public static UserAccess nothing() {
        return new UserAccess(false, Set.of());
    }
}
