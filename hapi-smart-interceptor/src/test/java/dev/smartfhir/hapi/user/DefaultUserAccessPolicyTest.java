package dev.smartfhir.hapi.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.instance.StoredResources;
import dev.smartfhir.scopes.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultUserAccessPolicyTest {

    @ParameterizedTest
    @CsvSource({"Practitioner, false", "PractitionerRole, false", "Person, false", "Person, true", "Group, true",
            "RelatedPerson, true"})
    void opensNothingByDefault(String type, boolean practitionersSeeAll) {
        assertThat(access(type, practitionersSeeAll, null)).isEqualTo(UserAccess.nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner", "PractitionerRole"})
    void opensEverythingToPractitionersWhereTheOperatorSaysSo(String type) {
        assertThat(access(type, true, null)).isEqualTo(UserAccess.everything());
    }

    @Test
    void opensTheOwnCompartmentToAPatientWhateverTheOperatorSays() {
        assertThat(access("Patient", true, null)).isEqualTo(UserAccess.compartmentsOf(Set.of("u1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Group/p", "#p", "https://elsewhere.example/fhir/Patient/p", "patient/p", "Patient/"})
    void opensNothingToARelatedPersonOfNoPatientHere(String reference) {
        RelatedPerson person = new RelatedPerson();
        person.setPatient(new Reference().setReference(reference));
        assertThat(access("RelatedPerson", true, person)).isEqualTo(UserAccess.nothing());
    }

    @Test
    void opensThePatientOfARelatedPersonUnlessItIsInactive() {
        RelatedPerson person = new RelatedPerson();
        person.setPatient(new Reference("Patient/p"));
        assertThat(access("RelatedPerson", false, person)).isEqualTo(UserAccess.compartmentsOf(Set.of("p")));
        person.setActive(false);
        assertThat(access("RelatedPerson", false, person)).isEqualTo(UserAccess.nothing());
        assertThat(access("RelatedPerson", false, new RelatedPerson())).isEqualTo(UserAccess.nothing());
        assertThat(access("RelatedPerson", false, new Patient())).isEqualTo(UserAccess.nothing());
    }

    @Test
    void followsLinksOnceInARequestAndAnewInTheNext() {
        RelatedPerson person = new RelatedPerson();
        person.setPatient(new Reference("Patient/p"));
        List<String> read = new ArrayList<>();
        UserAccessPolicy policy = new DefaultUserAccessPolicy(false, new StoredResources() {
            @Override
            public Optional<IBaseResource> current(String asked, String id) {
                read.add(asked + "/" + id);
                return Optional.of(person);
            }

            @Override
            public Optional<IBaseResource> version(String asked, String id, String version) {
                throw new AssertionError("no version is asked for");
            }
        });
        UserAccessPolicy one = policy.forOneRequest();
        for (Interaction letter : Interaction.values()) {
            assertThat(one.accessOf(asked("u1", letter, "Patient"))).isEqualTo(UserAccess.compartmentsOf(Set.of("p")));
            one.accessOf(asked("u1", letter, "*"));
        }
        assertThat(read).containsExactly("RelatedPerson/u1");

        one.accessOf(asked("u2", Interaction.READ, "*"));
        person.setActive(false);
        assertThat(policy.forOneRequest().accessOf(asked("u1", Interaction.READ, "*"))).isEqualTo(UserAccess.nothing());
        assertThat(read).containsExactly("RelatedPerson/u1", "RelatedPerson/u2", "RelatedPerson/u1");
    }

    private static UserAccessRequest asked(String id, Interaction letter, String type) {
        return new UserAccessRequest("https://as.example", new FhirUser("RelatedPerson", id), Map.of(), letter, type);
    }

    private static UserAccess access(String type, boolean practitionersSeeAll, IBaseResource stored) {
        StoredResources resources = new StoredResources() {
            @Override
            public Optional<IBaseResource> current(String asked, String id) {
                return Optional.ofNullable(stored).filter(known -> known.fhirType().equals(asked));
            }

            @Override
            public Optional<IBaseResource> version(String asked, String id, String version) {
                throw new AssertionError("no version is asked for");
            }
        };
        return new DefaultUserAccessPolicy(practitionersSeeAll, resources).accessOf(new UserAccessRequest(
                "https://as.example", new FhirUser(type, "u1"), Map.of(), Interaction.READ, "Observation"));
    }
}
