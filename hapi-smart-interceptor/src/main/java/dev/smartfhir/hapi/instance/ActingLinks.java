package dev.smartfhir.hapi.instance;

import dev.smartfhir.hapi.compartment.FhirId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Person;
import org.hl7.fhir.r4.model.RelatedPerson;

/**
 * What a stored RelatedPerson or Person says of whom it acts for, and how long: its activity, its period, its links.
 *
 * @see <a href="https://hl7.org/fhir/R4/relatedperson.html">FHIR R4, RelatedPerson</a>
 * @see <a href="https://hl7.org/fhir/R4/person.html">FHIR R4, Person</a>
 */
final class ActingLinks {

    private ActingLinks() {
    }

    /** Whether a new version says more than the one before, or names another patient. */
    static boolean areWidened(IBaseResource before, IBaseResource after) {
        if (before instanceof RelatedPerson was && after instanceof RelatedPerson is) {
            return isActive(is.hasActive(), is.getActive()) && !isActive(was.hasActive(), was.getActive())
                    || was.hasPeriod() && !was.getPeriod().equalsDeep(is.getPeriod())
                    || !patient(was).equals(patient(is));
        }
        return before instanceof Person was && after instanceof Person is
                && (isActive(is.hasActive(), is.getActive()) && !isActive(was.hasActive(), was.getActive())
                        || !targets(was).containsAll(targets(is)));
    }

    private static boolean isActive(boolean said, boolean active) {
        return !said || active;
    }

    private static Optional<String> patient(RelatedPerson person) {
        return FhirId.ofPatient(person.getPatient().getReference());
    }

    private static Set<String> targets(Person person) {
        return person.getLink().stream().map(link -> String.valueOf(link.getTarget().getReference()))
                .collect(Collectors.toSet());
    }
}
