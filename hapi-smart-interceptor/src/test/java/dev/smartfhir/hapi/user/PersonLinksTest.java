package dev.smartfhir.hapi.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.instance.StoredResources;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Person;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonLinksTest {

    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    private final Map<String, IBaseResource> store = new HashMap<>();
    private final PersonLinks links = new PersonLinks(new Stored(), () -> NOW);

    @Test
    void aPersonIsLinkedToPatientsAndToThePatientsOfRelatedPersons() {
        store.put("Person/1", person("Patient/a", "Patient/b/_history/3", "RelatedPerson/r", "Practitioner/d"));
        store.put("RelatedPerson/r", relatedPerson("Patient/c"));

        assertThat(links.ofPerson("1")).isEqualTo(Set.of("a", "b", "c"));
    }

    @Test
    void howSurelyAPersonIsALinkIsNotConsidered() {
        Person person = person("Patient/a");
        person.getLinkFirstRep().setAssurance(Person.IdentityAssuranceLevel.LEVEL1);
        store.put("Person/1", person);

        assertThat(links.ofPerson("1")).isEqualTo(Set.of("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example/fhir/Patient/a", "patient/a", "#a", "Patient/", "Person/2",
        "RelatedPerson/unknown", "RelatedPerson/../Patient/a", "https://elsewhere.example/fhir/RelatedPerson/r",
        "RelatedPerson/inactive", "RelatedPerson/over"})
    void otherLinksLeadToNobody(String reference) {
        store.put("Person/1", person(reference));
        store.put("Person/2", person("Patient/a"));
        store.put("RelatedPerson/r", relatedPerson("Patient/a"));
        RelatedPerson inactive = relatedPerson("Patient/a");
        inactive.setActive(false);
        store.put("RelatedPerson/inactive", inactive);
        RelatedPerson over = relatedPerson("Patient/a");
        over.getPeriod().setEndElement(new DateTimeType("2026-02"));
        store.put("RelatedPerson/over", over);

        assertThat(links.ofPerson("1")).isEmpty();
    }

    @Test
    void whoIsInactiveUnknownOrSomethingElseIsLinkedToNobody() {
        Person inactive = person("Patient/a");
        inactive.setActive(false);
        store.put("Person/inactive", inactive);
        store.put("Person/other", new Patient());
        store.put("RelatedPerson/other", new Patient());

        assertThat(links.ofPerson("inactive")).isEmpty();
        assertThat(links.ofPerson("unknown")).isEmpty();
        assertThat(links.ofPerson("other")).isEmpty();
        assertThat(links.ofRelatedPerson("other")).isEmpty();
        assertThat(links.ofRelatedPerson("unknown")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, -, true", "2026, -, true", "2026-03, 2026-03, true", "2026-03-15T11:59:59Z, -, true",
        "-, 2026-03-15T12:00:00Z, true", "-, 2026, true", "2025-01-01, 2027-01-01, true",
        "2027, -, false", "2026-04, -, false", "2026-03-17, -, false", "2026-03-15T12:00:01Z, -, false",
        "-, 2025, false", "-, 2026-02, false", "-, 2026-03-13, false", "-, 2026-03-15T19:59:58+08:00, false"})
    void aRelatedPersonIsLinkedWithinItsPeriod(String start, String end, boolean linked) {
        RelatedPerson person = relatedPerson("Patient/a");
        Optional.ofNullable(start).map(DateTimeType::new).ifPresent(person.getPeriod()::setStartElement);
        Optional.ofNullable(end).map(DateTimeType::new).ifPresent(person.getPeriod()::setEndElement);
        store.put("RelatedPerson/r", person);

        assertThat(links.ofRelatedPerson("r")).isEqualTo(linked ? Set.of("a") : Set.of());
    }

    private static Person person(String... references) {
        Person person = new Person();
        for (String reference : references) {
            person.addLink().setTarget(new Reference().setReference(reference));
        }
        return person;
    }

    private static RelatedPerson relatedPerson(String reference) {
        RelatedPerson person = new RelatedPerson();
        person.setPatient(new Reference(reference));
        return person;
    }

    private final class Stored implements StoredResources {

        @Override
        public Optional<IBaseResource> current(String type, String id) {
            return Optional.ofNullable(store.get(type + "/" + id));
        }

        @Override
        public Optional<IBaseResource> version(String type, String id, String version) {
            throw new AssertionError("no version is asked for");
        }
    }
}
