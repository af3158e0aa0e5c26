package dev.smartfhir.hapi.instance;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Demand;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.scopes.Interaction;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Judges the resource that a request names before HAPI looks at it, where the token's grant is restricted (D-23).
 *
 * <p>So that no answer of HAPI's on what is stored, be it 200, 304, 400, 409, 410 or 412, is about a resource that the
 * grant does not show. A version is shown where the grant shows both it and the current one; once a resource is
 * deleted, none is. A body to be written is judged first, from the request alone.
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
        switch (interaction) {
            case CREATE -> writes.checkCreate(request.getResource(), grants);
            case UPDATE -> {
                writes.checkUpdate(request.getResource(), grants);
                admitStored(interaction, request, demands, grants);
            }
            case READ, VREAD, HISTORY_INSTANCE, PATCH, DELETE -> admitStored(interaction, request, demands, grants);
            default -> {
                // Nothing of that kind: searches are narrowed, all else needs the whole type.
            }
        }
    }

    private void admitStored(
            RestOperationTypeEnum interaction, RequestDetails request, Demands demands, Grants grants) {
        List<Interaction> letters = demands.list().stream()
                .filter(demand -> demand.need().type().equals(request.getResourceName()))
                .map(Demand::need)
                .filter(need -> grants.extent(need).isRestricted())
                .map(Need::interaction)
                .distinct()
                .toList();
        if (letters.isEmpty()) {
            return;
        }
        if (request.getId() == null || !request.getId().hasIdPart()) {
            throw new NotFound();
        }
        String type = request.getResourceName();
        String id = request.getId().getIdPart();
        check(stored.current(type, id).orElseThrow(NotFound::new), letters, grants);
        if (interaction == RestOperationTypeEnum.VREAD) {
            check(stored.version(type, id, request.getId().getVersionIdPart()).orElseThrow(NotFound::new),
                    letters, grants);
        }
    }

    private static void check(IBaseResource resource, List<Interaction> letters, Grants grants) {
        if (!letters.stream().allMatch(letter -> letter == Interaction.READ
                ? grants.covers(letter, resource) : grants.mayWrite(letter, resource))) {
            throw new NotFound();
        }
    }
}
