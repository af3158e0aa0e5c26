package dev.smartfhir.hapi.audit;

import dev.smartfhir.hapi.compartment.FhirId;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;

/**
 * A resource that a request has shown or changed.
 *
 * @param action   what was done with it
 * @param type     its type
 * @param id       its id
 * @param version  which version of it; empty where that is not known
 * @param patients ids of the patients in whose compartments it is
 */
public record Touch(Action action, String type, String id, Optional<String> version, Set<String> patients) {

    /** What is done with a resource. */
    public enum Action {
        /** It went out in the answer. */
        SHOWN,
        /** It was created. */
        CREATED,
        /** It was updated or patched. */
        UPDATED,
        /** It was deleted. */
        DELETED
    }

    /** Copies the ids. */
    public Touch {
        patients = Set.copyOf(patients);
    }

    /** The touch of a resource; empty where it has no id, so that nothing is stored under one. */
    static Optional<Touch> of(Action action, IBaseResource resource, Set<String> patients) {
        IIdType id = resource.getIdElement();
        return FhirId.isValid(id.getIdPart())
                ? Optional.of(new Touch(action, resource.fhirType(), id.getIdPart(),
                        Optional.ofNullable(id.getVersionIdPart()), patients))
                : Optional.empty();
    }

    /** {@code Type/id}. */
    public String reference() {
        return type + "/" + id;
    }

    /** Whether it was changed rather than shown. */
    public boolean isChange() {
        return action != Action.SHOWN;
    }
}
