package dev.smartfhir.hapi.storage;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.instance.WriteRules;
import dev.smartfhir.hapi.interaction.Writes;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Judge;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Judges each write once more when the storage is about to do it, however the write came about.
 */
public final class StorageGuard {

    private final Writes writes;
    private final Judge judge;
    private final WriteRules bodies;

    /** A guard that demands what these say, of types and of bodies. */
    public StorageGuard(Writes writes, Judge judge, WriteRules bodies) {
        this.writes = writes;
        this.judge = judge;
        this.bodies = bodies;
    }

    /** A resource is about to be created: by {@code c}, or by {@code u} where a PUT creates (SCO-03). */
    public void create(IBaseResource resource, RequestDetails request, Grants grants) {
        boolean put = request.getRequestType() == RequestTypeEnum.PUT;
        enforce(writes.letter(put ? Interaction.UPDATE : Interaction.CREATE, resource.fhirType()), grants);
        if (put) {
            bodies.checkCreateByUpdate(resource, grants);
        } else {
            bodies.checkCreate(resource, grants);
        }
    }

    /** A resource has been created; a transaction has put ids in place of its placeholders since it was judged. */
    public void created(IBaseResource resource, RequestDetails request, Grants grants) {
        if (request.getRequestType() != RequestTypeEnum.PUT) {
            bodies.checkCreated(resource, grants);
        }
    }

    /** A resource is about to be updated; only now a patch shows which references it writes. */
    public void update(IBaseResource before, IBaseResource after, RequestDetails request, Grants grants) {
        Demands demands = writes.letter(Interaction.UPDATE, after.fhirType()).and(writes.references(after));
        if (before != null) {
            demands = demands.and(writes.letter(Interaction.UPDATE, before.fhirType()));
        }
        enforce(demands, grants);
        updated(before, after, request, grants);
    }

    /** A resource has been updated, perhaps in a transaction that has changed its references since. */
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request, Grants grants) {
        bodies.checkUpdate(before, after, grants);
        // What a Bundle changes is stored at its end, in the name of its POST: it may be a patch.
        if (request.getRequestType() != RequestTypeEnum.PUT) {
            bodies.checkPatch(before, after, grants);
        }
    }

    /** A resource is about to be deleted. */
    public void delete(IBaseResource resource, Grants grants) {
        enforce(writes.letter(Interaction.DELETE, resource.fhirType()), grants);
        bodies.checkDelete(resource, grants);
    }

    /** A resource is about to be deleted along with another; the answer must not tell which (D-23). */
    public void cascade(Grants grants) {
        enforce(writes.cascade(), grants);
    }

    /** Resources are about to be erased with their history. */
    public void expunge(Grants grants) {
        enforce(Demands.forbiddenBy(Rule.EXPUNGE), grants);
    }

    /** A background job is about to read resources. */
    public void export(Grants grants) {
        enforce(Demands.forbiddenBy(Rule.OPERATION), grants);
    }

    private void enforce(Demands demands, Grants grants) {
        Refusals.enforce(judge.judgeBeforeBodies(demands, grants));
    }
}
