package dev.smartfhir.hapi.instance;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.binary.BinaryRules;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Demand;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.scopes.Interaction;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;

/**
 * Judges the resource that a request names before HAPI looks at it, where the token's grant is restricted (D-23).
 *
 * <p>So that no answer of HAPI's on what is stored, be it 200, 304, 400, 409, 410 or 412, is about a resource that the
 * grant does not show. A version is shown where the grant shows both it and the current one; once a resource is
 * deleted, none is. A new body is judged once what it takes the place of is known to be shown.
 */
public final class InstanceGuard {

    private final StoredResources stored;
    private final WriteRules writes;

    /** Judges what is stored here. */
    public InstanceGuard(StoredResources stored, WriteRules writes) {
        this.stored = stored;
        this.writes = writes;
    }

    /**
     * Judges the resource that a request reads or writes.
     *
     * @param demands what the request demands, already met by type
     * @throws NotFound where the grant does not show what is stored
     */
    public void admit(
            RestOperationTypeEnum interaction, RequestDetails request, Demands demands, Grants grants) {
        IIdType id = request.getId() == null ? new IdType() : request.getId();
        admit(interaction, id.withResourceType(request.getResourceName()), request.getResource(), demands, grants);
    }

    /**
     * The same for a request that came as an entry of a Bundle.
     *
     * @param id   of the resource in the URL, with its type; nothing for a create
     * @param body what is to be stored, or a patch
     */
    public void admit(RestOperationTypeEnum interaction, IIdType id, IBaseResource body, Demands demands,
            Grants grants) {
        switch (interaction) {
            case CREATE -> writes.checkCreate(body, grants);
            case UPDATE -> admitStored(id, demands, grants)
                    .filter(before -> body != null)
                    .ifPresent(before -> checkBody(before, body, grants));
            case READ, HISTORY_INSTANCE, PATCH, DELETE -> admitStored(id, demands, grants);
            case VREAD -> admitStored(id, demands, grants).ifPresent(current ->
                    check(stored.version(id.getResourceType(), id.getIdPart(), id.getVersionIdPart()),
                            letters(id, demands, grants), grants));
            default -> {
                // Nothing of that kind: searches are narrowed, all else needs the whole type.
            }
        }
    }

    /** What is stored, where the grant does not show every resource of the type and shows this one. */
    private Optional<IBaseResource> admitStored(IIdType id, Demands demands, Grants grants) {
        List<Interaction> letters = letters(id, demands, grants);
        if (letters.isEmpty() && !BinaryRules.apply(id.getResourceType(), grants)) {
            return Optional.empty();
        }
        if (!id.hasIdPart()) {
            throw new NotFound();
        }
        return Optional.of(check(stored.current(id.getResourceType(), id.getIdPart()), letters, grants));
    }

    private static List<Interaction> letters(IIdType id, Demands demands, Grants grants) {
        return demands.list().stream()
                .map(Demand::need)
                .filter(need -> need.type().equals(id.getResourceType()) && grants.extent(need).isRestricted())
                .map(Need::interaction)
                .distinct()
                .toList();
    }

    /** Whatever id the body brings, it is stored under the one in the URL. */
    private void checkBody(IBaseResource before, IBaseResource body, Grants grants) {
        String own = body.getIdElement().getValue();
        body.setId(before.getIdElement().toUnqualifiedVersionless());
        try {
            writes.checkUpdate(before, body, grants);
        } finally {
            body.setId(own);
        }
    }

    private static IBaseResource check(Optional<IBaseResource> found, List<Interaction> letters, Grants grants) {
        IBaseResource resource = found.orElseThrow(NotFound::new);
        if (!letters.stream().allMatch(letter -> letter == Interaction.READ
                ? grants.covers(letter, resource) : grants.mayWrite(letter, resource))
                || !grants.showsContextOf(resource)) {
            throw new NotFound();
        }
        return resource;
    }
}
