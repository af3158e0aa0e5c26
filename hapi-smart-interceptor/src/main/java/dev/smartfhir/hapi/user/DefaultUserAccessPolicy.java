package dev.smartfhir.hapi.user;

import dev.smartfhir.hapi.instance.StoredResources;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policy of a server whose operator has none: patients see themselves, related persons see their patient,
 * persons the patients whom they are linked to, practitioners nothing or everything, anybody else nothing (D-20).
 */
public final class DefaultUserAccessPolicy implements UserAccessPolicy {

    private final boolean practitionersSeeAll;
    private final PersonLinks links;

    /**
     * The policy.
     *
     * @param practitionersSeeAll whether a Practitioner or PractitionerRole may access everything; else nothing
     * @param stored              where a RelatedPerson or Person is read, each time it is asked for
     */
    public DefaultUserAccessPolicy(boolean practitionersSeeAll, StoredResources stored) {
        this.practitionersSeeAll = practitionersSeeAll;
        this.links = new PersonLinks(stored, Instant::now);
    }

    /** The same for every letter and type, so that links are followed once in a request, however many they are. */
    @Override
    public UserAccessPolicy forOneRequest() {
        Map<FhirUser, UserAccess> known = new ConcurrentHashMap<>();
        return request -> known.computeIfAbsent(request.user(), user -> accessOf(request));
    }

    @Override
    public UserAccess accessOf(UserAccessRequest request) {
        FhirUser user = request.user();
        return switch (user.type()) {
            case "Patient" -> UserAccess.compartmentsOf(Set.of(user.id()));
            case "RelatedPerson" -> UserAccess.compartmentsOf(links.ofRelatedPerson(user.id()));
            case "Person" -> UserAccess.compartmentsOf(links.ofPerson(user.id()));
            case "Practitioner", "PractitionerRole" ->
                    practitionersSeeAll ? UserAccess.everything() : UserAccess.nothing();
            default -> UserAccess.nothing();
        };
    }
}
