package dev.smartfhir.hapi.user;

import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.hapi.instance.StoredResources;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Person;
import org.hl7.fhir.r4.model.RelatedPerson;

/**
 * The patients whom stored people of a patient's circle are linked to: a RelatedPerson to its patient, a Person to
 * those that its links name, Patients and RelatedPersons. Who is inactive, deleted, unknown or out of its period links
 * nobody; how surely a Person is one of its links is not considered.
 *
 * @see <a href="https://hl7.org/fhir/R4/relatedperson.html">FHIR R4, RelatedPerson</a>
 * @see <a href="https://hl7.org/fhir/R4/person.html">FHIR R4, Person</a>
 */
final class PersonLinks {

    private static final String RELATED_PERSON = "RelatedPerson/";

    private final StoredResources stored;
    private final Supplier<Instant> clock;

    PersonLinks(StoredResources stored, Supplier<Instant> clock) {
        this.stored = stored;
        this.clock = clock;
    }

    Set<String> ofRelatedPerson(String id) {
        return patientOf(id).map(Set::of).orElseGet(Set::of);
    }

    Set<String> ofPerson(String id) {
        Set<String> patients = new HashSet<>();
        current("Person", id, Person.class).filter(person -> !person.hasActive() || person.getActive())
                .ifPresent(person -> person.getLink().forEach(link -> {
                    String target = link.getTarget().getReference();
                    FhirId.ofPatient(target).ifPresent(patients::add);
                    relatedPerson(target).flatMap(this::patientOf).ifPresent(patients::add);
                }));
        return Set.copyOf(patients);
    }

    private Optional<String> patientOf(String relatedPerson) {
        return current("RelatedPerson", relatedPerson, RelatedPerson.class)
                .filter(person -> !person.hasActive() || person.getActive())
                .filter(person -> ValidityPeriod.covers(person.getPeriod(), clock.get(), ZoneId.systemDefault()))
                .flatMap(person -> FhirId.ofPatient(person.getPatient().getReference()));
    }

    private static Optional<String> relatedPerson(String reference) {
        if (reference == null || !reference.startsWith(RELATED_PERSON)) {
            return Optional.empty();
        }
        return Optional.of(reference.substring(RELATED_PERSON.length()).split("/_history/", 2)[0])
                .filter(FhirId::isValid);
    }

    private <T extends IBaseResource> Optional<T> current(String type, String id, Class<T> expected) {
        return stored.current(type, id).filter(expected::isInstance).map(expected::cast);
    }
}
