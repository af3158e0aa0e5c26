package dev.smartfhir.hapi.grant;

import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.scopes.Access;
import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How far the scopes of one token reach, letter by letter and type by type; all contexts are united (SCO-14).
 *
 * <p>Only scopes of the client's own reach the records of the audit: whoever is recorded does not read them, be it the
 * patient, the user, or a user who may access everything else. So no others reach every type at once.
 *
 * <p>A constrained scope reaches what meets its constraints (D-11, D-12); one whose constraints cannot all be evaluated
 * on a type reaches nothing of it, and none reaches every type at once.
 */
final class Reach {

    private static final String AUDIT_EVENT = "AuditEvent";
    private static final String EVERY_OTHER_TYPE = "* but " + AUDIT_EVENT;

    private final ScopeSet scopes;
    private final PatientCompartment compartment;
    private final ConstraintMatcher constraints;
    private final TokenContext context;
    private final Map<Need, Extent> known = new ConcurrentHashMap<>();

    Reach(ScopeSet scopes, PatientCompartment compartment, ConstraintMatcher constraints, TokenContext context) {
        this.scopes = scopes;
        this.compartment = compartment;
        this.constraints = constraints;
        this.context = context;
    }

    Extent of(Need need) {
        Extent extent = known.get(need);
        if (extent == null) {
            extent = judge(need);
            known.put(need, extent);
        }
        return extent;
    }

    /** Whether a letter reaches every type at once, now and in the future, but the records of the audit. */
    boolean isEveryOther(Interaction letter) {
        return known.computeIfAbsent(new Need(letter, EVERY_OTHER_TYPE),
                need -> ofAll(new Need(letter, ResourceScope.EVERY_TYPE))).every();
    }

    /** The scopes that each alone reach every resource; where there are none, those that reach some. */
    List<ResourceScope> by(Need need) {
        Map<ResourceScope, Extent> alone = new LinkedHashMap<>();
        scopes.resourceScopes().stream()
                .filter(scope -> scope.interactions().contains(need.interaction())
                        && (scope.isWildcard() || scope.type().equals(need.type())))
                .forEach(scope -> alone.put(scope,
                        new Reach(ScopeSet.of(List.of(scope)), compartment, constraints, context).judge(need)));
        boolean whole = alone.values().stream().anyMatch(Extent::every);
        return alone.entrySet().stream()
                .filter(scope -> whole ? scope.getValue().every() : !scope.getValue().isNone())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Extent judge(Need need) {
        return isOfClientsOnly(need.type()) ? ofClient(need) : ofAll(need);
    }

    private Extent ofClient(Need need) {
        return constrained(Extent.EVERY, access(Context.SYSTEM, need), need.type());
    }

    private Extent ofAll(Need need) {
        Extent own = ofClient(need);
        if (own.every()) {
            return own;
        }
        Access aboutPatient = access(Context.PATIENT, need);
        Extent byPatient = aboutPatient.isDenied() ? Extent.NONE : context.patient()
                .map(id -> constrained(compartments(Set.of(id), need.type()), aboutPatient, need.type()))
                .orElse(Extent.NONE);
        Access ofUser = access(Context.USER, need);
        Extent byUser = ofUser.isDenied() ? Extent.NONE : context.user()
                .map(user -> constrained(whatUserMay(user, need), ofUser, need.type()))
                .orElse(Extent.NONE);
        return own.union(byPatient).union(byUser);
    }

    /** Whether scopes for a patient or a user reach nothing of a type. */
    static boolean isOfClientsOnly(String type) {
        return type.equals(AUDIT_EVENT) || type.equals(ResourceScope.EVERY_TYPE);
    }

    private Access access(Context asked, Need need) {
        return scopes.access(asked, need.interaction(), need.type());
    }

    private Extent whatUserMay(FhirUser user, Need need) {
        UserAccess access = context.access().apply(user, need);
        return access.every() ? Extent.EVERY : compartments(access.patients(), need.type());
    }

    private Extent compartments(Set<String> patients, String type) {
        return compartment.holds(type)
                ? Extent.of(patients.stream().filter(FhirId::isValid).collect(Collectors.toSet()))
                : Extent.NONE;
    }

    private Extent constrained(Extent extent, Access access, String type) {
        if (access instanceof Access.Constrained some) {
            List<List<Constraint>> evaluable = some.alternatives().stream()
                    .filter(all -> all.stream().allMatch(one -> constraints.isEvaluable(type, one)))
                    .toList();
            return extent.constrainedBy(evaluable);
        }
        return access.isDenied() ? Extent.NONE : extent;
    }
}
