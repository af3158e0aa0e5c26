package dev.smartfhir.hapi.operation;

import dev.smartfhir.hapi.grant.Grants;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;

/**
 * What of an operation's output is shown: outcomes, and resources that the token shows, also inside the Bundle or the
 * Parameters that the operation has made.
 */
public final class OperationOutput {

    private static final Set<BundleType> RESULTS = EnumSet.of(BundleType.SEARCHSET, BundleType.HISTORY);

    private OperationOutput() {
    }

    /**
     * Filters a whole output in place.
     *
     * @param output what the operation has answered, or {@code null}
     * @return the output, or empty where it is not shown
     */
    public static Optional<IBaseResource> filter(IBaseResource output, Grants grants) {
        if (grants.showsEverything() || output instanceof OperationOutcome) {
            return Optional.ofNullable(output);
        }
        if (output instanceof Bundle bundle) {
            filterEntries(bundle, grants);
            return Optional.of(bundle);
        }
        if (isMade(output)) {
            ((Parameters) output).getParameter().forEach(parameter -> filter(parameter, grants));
            return Optional.of(output);
        }
        return Optional.ofNullable(output).filter(grants::shows);
    }

    /** Whether a resource is an output that no server stores: Parameters without an id. */
    public static boolean isMade(IBaseResource resource) {
        return resource instanceof Parameters && !resource.getIdElement().hasIdPart();
    }

    private static void filter(ParametersParameterComponent parameter, Grants grants) {
        parameter.setResource(shown(parameter.getResource(), grants));
        parameter.getPart().forEach(part -> filter(part, grants));
    }

    private static Resource shown(Resource resource, Grants grants) {
        if (resource instanceof Bundle results && RESULTS.contains(results.getType())) {
            filterEntries(results, grants);
            return results;
        }
        return resource == null || resource instanceof OperationOutcome || grants.shows(resource) ? resource : null;
    }

    /** How much there would be to somebody else is left out too. */
    private static void filterEntries(Bundle bundle, Grants grants) {
        bundle.getEntry().removeIf(entry ->
                entry.getResource() != null && shown(entry.getResource(), grants) == null);
        bundle.setTotalElement(null);
    }
}
