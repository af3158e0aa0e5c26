package dev.smartfhir.hapi.instance;

import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.refusal.Conflict;
import dev.smartfhir.scopes.Interaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Where the references of a body may lead that a restricted grant writes, beside those that were there before.
 *
 * <p>To its own patients: another patient is refused from the body alone. To what is stored about them: whatever else
 * can be about a patient gets the answer of what is not stored, also on a server that does not check references, so
 * that no answer tells which ids exist (D-23). To other types: as the server likes.
 */
final class WrittenReferences {

    private static final String PATIENT = "Patient/";

    private final StoredResources stored;

    WrittenReferences(StoredResources stored) {
        this.stored = stored;
    }

    /**
     * Judges the references of a body.
     *
     * @param before each {@code Type/id} that the resource led to before
     */
    void check(Interaction letter, IBaseResource body, Set<String> before, Grants grants) {
        Optional<Set<String>> bound = grants.boundTo(letter, body);
        if (bound.isEmpty()) {
            return;
        }
        Set<String> patients = bound.get();
        List<String> added = grants.ledToBy(body).stream()
                .filter(target -> !before.contains(target))
                .filter(target -> !FhirId.ofPatient(target).map(patients::contains).orElse(false))
                .toList();
        if (added.stream().anyMatch(target -> target.startsWith(PATIENT))) {
            throw WriteRules.refusal(letter, body, grants);
        }
        for (String target : added) {
            int slash = target.indexOf('/');
            stored.current(target.substring(0, slash), target.substring(slash + 1))
                    .filter(found -> grants.isAbout(found, patients))
                    .orElseThrow(Conflict::new);
        }
    }
}
