package dev.smartfhir.hapi.verdict;

import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.scopes.Context;
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

    /** The verdict on a request that cannot be judged resource by resource: it needs every resource of the types. */
    public Verdict judge(Demands demands, Grants grants) {
        return judge(demands, grants, false);
    }

    /**
     * The verdict on a request whose resources are judged as well, each by its body: some of the type are enough.
     * Conditions are not judged so: under a restricted grant they would tell what else is stored (D-24).
     */
    public Verdict judgeBeforeBodies(Demands demands, Grants grants) {
        return judge(demands, grants,
                demands.list().stream().noneMatch(demand -> demand.rule() == Rule.CONDITIONAL));
    }

    private Verdict judge(Demands demands, Grants grants, boolean someAreEnough) {
        if (demands.forbidden().isPresent()) {
            return new Verdict.Forbidden(demands.forbidden().get(), List.of());
        }
        for (Demand demand : demands.list()) {
            if (!isMet(demand, grants, someAreEnough)) {
                return refusal(demand, demands, grants, someAreEnough);
            }
        }
        return demands.invalid().<Verdict>map(Verdict.Invalid::new).orElseGet(Verdict.Allowed::new);
    }

    private boolean isMet(Demand demand, Grants grants, boolean someAreEnough) {
        if (demand.rule() == Rule.PRIVILEGED_WRITE) {
            return isOpened(demand) && grants.allowsByName(demand.need());
        }
        if (demand.rule() == Rule.CASCADE) {
            // Each resource that another takes with it is judged as well, by which no record is deleted.
            return grants.allowsOnEveryOther(demand.need().interaction());
        }
        return someAreEnough && demand.rule().isPerResource()
                ? grants.reaches(demand.need())
                : grants.allows(demand.need());
    }

    private Verdict refusal(Demand unmet, Demands demands, Grants grants, boolean someAreEnough) {
        List<Need> enough = enough(demands);
        if (unmet.rule() == Rule.INTERACTION && grants.reaches(unmet.need())) {
            return new Verdict.Forbidden(Rule.RESTRICTED, enough);
        }
        boolean perResource = someAreEnough
                && demands.list().stream().allMatch(demand -> demand.rule().isPerResource());
        return new Verdict.Forbidden(unmet.rule(), enough, perResource ? grants.contextFor(enough) : Context.SYSTEM);
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
