package dev.smartfhir.hapi.verdict;

import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import java.util.List;
import java.util.Set;

/**
 * Compares what a request demands with what a token grants; the first demand that is not met refuses it.
 */
public final class Judge {

    private final Set<String> privilegedWrites;

    /**
     * A judge for a server whose operator has opened these types to privileged writes.
     *
     * @param privilegedWrites names of FHIR resource types
     */
    public Judge(Set<String> privilegedWrites) {
        this.privilegedWrites = Set.copyOf(privilegedWrites);
    }

    /** The verdict on a request that demands this, under these grants. */
    public Verdict judge(Demands demands, Grants grants) {
        if (demands.forbidden().isPresent()) {
            return new Verdict.Forbidden(demands.forbidden().get(), List.of());
        }
        for (Demand demand : demands.list()) {
            if (!isMet(demand, grants)) {
                return new Verdict.Forbidden(demand.rule(), enough(demands));
            }
        }
        return demands.invalid().<Verdict>map(Verdict.Invalid::new).orElseGet(Verdict.Allowed::new);
    }

    private boolean isMet(Demand demand, Grants grants) {
        return demand.rule() == Rule.PRIVILEGED_WRITE
                ? isOpened(demand) && grants.allowsByName(demand.need())
                : grants.allows(demand.need());
    }

    private List<Need> enough(Demands demands) {
        boolean none = demands.list().stream()
                .anyMatch(demand -> demand.rule() == Rule.PRIVILEGED_WRITE && !isOpened(demand));
        return none ? List.of() : demands.needs();
    }

    private boolean isOpened(Demand demand) {
        return privilegedWrites.contains(demand.need().type());
    }
}
