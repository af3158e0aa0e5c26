package dev.smartfhir.hapi.audit.event;

import ca.uhn.fhir.storage.interceptor.balp.BalpProfileEnum;
import dev.smartfhir.hapi.audit.AuditRecord;
import java.util.Optional;

/**
 * Which profile of IHE Basic Audit Log Patterns a record meets.
 *
 * <p>They are for what was done, so that no refusal claims one. Those with a patient have exactly one; where a request
 * was about several, its one record meets the profile without, whose entities are open to them.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/content.html">IHE Basic Audit Log Patterns</a>
 */
final class Profile {

    private Profile() {
    }

    static Optional<BalpProfileEnum> of(AuditRecord entry, boolean hasSubject) {
        Interactions kind = Interactions.of(entry.decision().interaction());
        if (!entry.isDone() || kind != Interactions.QUERY && !hasSubject) {
            return Optional.empty();
        }
        boolean onePatient = entry.patients().size() == 1;
        return switch (kind) {
            case CREATE -> Optional.of(onePatient ? BalpProfileEnum.PATIENT_CREATE : BalpProfileEnum.BASIC_CREATE);
            case READ -> Optional.of(onePatient ? BalpProfileEnum.PATIENT_READ : BalpProfileEnum.BASIC_READ);
            case UPDATE -> Optional.of(onePatient ? BalpProfileEnum.PATIENT_UPDATE : BalpProfileEnum.BASIC_UPDATE);
            case DELETE -> Optional.of(onePatient ? BalpProfileEnum.PATIENT_DELETE : BalpProfileEnum.BASIC_DELETE);
            case QUERY -> Optional.of(onePatient ? BalpProfileEnum.PATIENT_QUERY : BalpProfileEnum.BASIC_QUERY);
            case OTHER -> Optional.empty();
        };
    }
}
