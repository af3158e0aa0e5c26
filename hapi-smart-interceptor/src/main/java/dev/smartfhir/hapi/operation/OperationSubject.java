package dev.smartfhir.hapi.operation;

import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.instance.NotFound;
import dev.smartfhir.hapi.instance.StoredResources;
import dev.smartfhir.scopes.Interaction;
import java.util.List;

/**
 * The resource that an operation is invoked on: unknown to whom a restricted grant does not show it (D-23).
 */
public final class OperationSubject {

    private static final List<Interaction> LETTERS = List.of(Interaction.READ, Interaction.SEARCH);

    private final StoredResources stored;

    /** Judges what is stored here. */
    public OperationSubject(StoredResources stored) {
        this.stored = stored;
    }

    /**
     * Judges the resource, once the call is allowed by type.
     *
     * @throws NotFound where the grant is restricted and does not show it
     */
    public void admit(OperationCall call, Grants grants) {
        if (call.id().isEmpty() || call.type().isEmpty()) {
            return;
        }
        String type = call.type().get();
        if (!LETTERS.stream().allMatch(letter -> grants.allows(new Need(letter, type)))) {
            stored.current(type, call.id().get())
                    .filter(found -> LETTERS.stream().allMatch(letter -> grants.covers(letter, found)))
                    .orElseThrow(NotFound::new);
        }
    }
}
