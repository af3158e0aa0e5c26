package dev.smartfhir.hapi.constraint;

import ca.uhn.fhir.model.api.IQueryParameterType;
import dev.smartfhir.scopes.Constraint;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Evaluates the constraints of scopes on resources of this server (D-11).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#finer-grained-resource-constraints-using-search-parameters">
 *      SMART App Launch 2.2, Finer-grained resource constraints</a>
 */
public interface ConstraintMatcher {

    /** A server on which no constraint can be evaluated, so that constrained scopes grant nothing. */
    ConstraintMatcher NONE = new ConstraintMatcher() {
        @Override
        public boolean isEvaluable(String type, Constraint constraint) {
            return false;
        }

        @Override
        public boolean matches(IBaseResource resource, List<Constraint> constraints) {
            return constraints.isEmpty();
        }

        @Override
        public List<IQueryParameterType> query(String type, Constraint constraint) {
            return List.of();
        }
    };

    /** Whether a constraint on resources of this type can be told from a resource alone; else it grants nothing. */
    boolean isEvaluable(String type, Constraint constraint);

    /** Whether a resource, as it stands, meets all of these; what cannot be evaluated is not met. */
    boolean matches(IBaseResource resource, List<Constraint> constraints);

    /**
     * What a search on this type asks the database for, so that it finds just what meets the constraint: the values of
     * its parameter, joined by OR.
     *
     * @return new objects each time; empty where no search finds just that
     */
    List<IQueryParameterType> query(String type, Constraint constraint);
}
