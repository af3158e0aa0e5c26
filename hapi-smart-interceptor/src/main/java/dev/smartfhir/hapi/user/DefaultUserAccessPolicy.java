package dev.smartfhir.hapi.user;

import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.hapi.instance.StoredResources;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.RelatedPerson;

/**
 * The policy of a server whose operator has none: patients see themselves, related persons see their patient,
 * practitioners nothing or everything, anybody else nothing (D-20).
 */
public final class DefaultUserAccessPolicy implements UserAccessPolicy {

    private final boolean practitionersSeeAll;
    private final StoredResources stored;

    /**
     * The policy.
     *
     * @param practitionersSeeAll whether a Practitioner or PractitionerRole may access everything; else nothing
     * @param stored              where a RelatedPerson is read, each time it is asked for
     */
    public DefaultUserAccessPolicy(boolean practitionersSeeAll, StoredResources stored) {
        this.practitionersSeeAll = practitionersSeeAll;
        this.stored = stored;
    }

    @Override
    public UserAccess accessOf(UserAccessRequest request) {
        FhirUser user = request.user();
        return switch (user.type()) {
            case "Patient" -> UserAccess.compartmentsOf(Set.of(user.id()));
            case "RelatedPerson" -> patientOf(user)
                    .map(patient -> UserAccess.compartmentsOf(Set.of(patient)))
                    .orElseGet(UserAccess::nothing);
            case "Practitioner", "PractitionerRole" ->
                    practitionersSeeAll ? UserAccess.everything() : UserAccess.nothing();
            default -> UserAccess.nothing();
        };
    }

    private Optional<String> patientOf(FhirUser user) {
        return stored.current(user.type(), user.id())
                .filter(RelatedPerson.class::isInstance)
                .map(RelatedPerson.class::cast)
                .filter(person -> !person.hasActive() || person.getActive())
                .flatMap(person -> FhirId.ofPatient(person.getPatient().getReference()));
    }
}
