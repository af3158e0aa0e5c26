package dev.smartfhir.hapi.audit.writing;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.api.svc.ResolveIdentityMode;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.audit.AuditRecord;
import dev.smartfhir.hapi.audit.Touch;
import dev.smartfhir.hapi.audit.event.References;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;

/**
 * The resources that records refer to, looked up at once with those that have been deleted.
 *
 * <p>HAPI is told where they are, so that it neither looks for them nor refuses a reference to a deleted one nor puts a
 * placeholder in its place.
 */
final class StoredTargets implements References {

    private final DaoRegistry daos;
    private final Map<String, JpaPid> found = new HashMap<>();
    private final Map<String, Optional<String>> current = new HashMap<>();

    private StoredTargets(DaoRegistry daos) {
        this.daos = daos;
    }

    /** Looks up what these records refer to. */
    static StoredTargets of(Collection<AuditRecord> entries, IIdHelperService<JpaPid> ids, DaoRegistry daos) {
        StoredTargets targets = new StoredTargets(daos);
        List<IIdType> wanted = entries.stream().flatMap(StoredTargets::references).distinct()
                .<IIdType>map(IdType::new).toList();
        if (!wanted.isEmpty()) {
            ids.resolveResourceIdentities(RequestPartitionId.allPartitions(), wanted,
                            ResolveIdentityMode.includeDeleted().noCacheUnlessDeletesDisabled())
                    .forEach((id, resource) -> targets.found.put(
                            id.toUnqualifiedVersionless().getValue(), resource.getPersistentId()));
        }
        return targets;
    }

    /** Tells HAPI where they are. */
    TransactionDetails known() {
        TransactionDetails details = new TransactionDetails();
        found.forEach((reference, pid) -> details.addResolvedResourceId(new IdType(reference), pid));
        return details;
    }

    @Override
    public Optional<String> literal(String reference, Optional<String> version) {
        return found.containsKey(reference)
                ? version.or(() -> current.computeIfAbsent(reference, this::currentVersion))
                        .map(known -> reference + "/_history/" + known)
                : Optional.empty();
    }

    private Optional<String> currentVersion(String reference) {
        IdType id = new IdType(reference);
        try {
            return Optional.ofNullable(daos.getResourceDao(id.getResourceType())
                    .read(id, new SystemRequestDetails(), true).getIdElement().getVersionIdPart());
        } catch (BaseServerResponseException e) {
            return Optional.empty();
        }
    }

    private static Stream<String> references(AuditRecord entry) {
        return Stream.of(entry.named().stream(), entry.patients().stream(),
                entry.touches().stream().map(Touch::reference)).flatMap(each -> each);
    }
}
