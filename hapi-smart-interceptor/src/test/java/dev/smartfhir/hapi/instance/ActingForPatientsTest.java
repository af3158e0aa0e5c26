package dev.smartfhir.hapi.instance;

import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import dev.smartfhir.hapi.grant.Grants;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Person;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.junit.jupiter.api.Test;

/** Whoever acts for a patient by a stored record does not write himself more than it says. */
class ActingForPatientsTest {

    private final WriteRules rules = new WriteRules(new StoredResources() {
        @Override
        public Optional<IBaseResource> current(String type, String id) {
            return type.equals("RelatedPerson") ? Optional.of(until("2030").setId(id)) : Optional.empty();
        }

        @Override
        public Optional<IBaseResource> version(String type, String id, String version) {
            return Optional.empty();
        }
    });
    private final Grants grants = grants("X", "patient/*.cruds");

    @Test
    void aPeriodIsNotProlonged() {
        forbidden(until("2030"), until("2031"));
        forbidden(until("2030"), until(null));
        forbidden(until("2030"), until("2030").setPeriod(null));
        RelatedPerson future = until("2030");
        future.getPeriod().setStartElement(new DateTimeType("2029"));
        forbidden(future, until("2030"));
    }

    @Test
    void whoIsInactiveStaysSo() {
        forbidden(until("2030").setActive(false), until("2030"));
        forbidden(until("2030").setActive(false), until("2030").setActive(true));
        forbidden(person("Patient/X").setActive(false), person("Patient/X"));
    }

    @Test
    void aPersonIsLinkedToNothingMore() {
        forbidden(person("Patient/X"), person("Patient/X", "RelatedPerson/r"));
        forbidden(person("Patient/X", "RelatedPerson/r"), person("Patient/X", "RelatedPerson/s"));
    }

    @Test
    void whoActsForOnePatientIsMadeToActForNoOtherByAUserOfBoth() {
        RelatedPerson other = until("2030").setPatient(new Reference("Patient/Y"));

        assertThat(ActingLinks.areWidened(until("2030"), other)).isTrue();
        assertThat(ActingLinks.areWidened(until("2030"), until("2030").setPatient(null))).isTrue();
        assertThat(ActingLinks.areWidened(until("2030"),
                until("2030").setPatient(new Reference("Patient/X").setDisplay("X")))).isFalse();
    }

    @Test
    void whatIsNarrowedOrAboutSomethingElseIsWritten() {
        allowed(until("2030"), until("2030").setActive(false));
        allowed(until("2030"), until("2030").setActive(true));
        allowed(until(null), until("2030"));
        RelatedPerson moved = until("2030");
        moved.addAddress().setText("elsewhere");
        allowed(until("2030"), moved);
        allowed(person("Patient/X", "RelatedPerson/r"), person("Patient/X"));
        allowed(person("Patient/X"), person("Patient/X").setActive(false));
        assertThatCode(() -> rules.checkCreate(until("2030"), grants)).doesNotThrowAnyException();
        assertThatCode(() -> rules.checkDelete(until("2030"), grants)).doesNotThrowAnyException();
    }

    @Test
    void aTokenForEveryPatientWritesIt() {
        assertThatCode(() -> rules.checkUpdate(until("2030"), until(null), grants("system/RelatedPerson.u")))
                .doesNotThrowAnyException();
        assertThatCode(() -> rules.checkUpdate(person("Patient/X"), person("Patient/Y"), grants("system/*.u")))
                .doesNotThrowAnyException();
    }

    private static RelatedPerson until(String end) {
        RelatedPerson related = new RelatedPerson(new Reference("Patient/X"));
        related.setId("RelatedPerson/r");
        if (end != null) {
            related.setPeriod(new Period().setEndElement(new DateTimeType(end)));
        }
        return related;
    }

    private static Person person(String... links) {
        Person person = new Person();
        person.setId("Person/p");
        for (String link : links) {
            person.addLink().setTarget(new Reference(link));
        }
        return person;
    }

    private void forbidden(IBaseResource before, IBaseResource after) {
        assertThatThrownBy(() -> rules.checkUpdate(before, after, grants))
                .isInstanceOf(ForbiddenOperationException.class).hasMessageContaining("'acting'");
    }

    private void allowed(IBaseResource before, IBaseResource after) {
        assertThatCode(() -> rules.checkUpdate(before, after, grants)).doesNotThrowAnyException();
    }
}
