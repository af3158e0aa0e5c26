package dev.smartfhir.hapi.binary;

import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Refusals;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.hapi.verdict.Verdict;
import dev.smartfhir.scopes.Interaction;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Which Binary a token may write: one whose security context it shows, before and after.
 */
public final class BinaryRules {

    private static final String BINARY = "Binary";

    private BinaryRules() {
    }

    /** Whether each resource of a type has to be judged, whatever the scopes say of the type. */
    public static boolean apply(String type, Grants grants) {
        return BINARY.equals(type) && !grants.showsEverything();
    }

    /** Judges a body; the answer does not tell whether its security context is hidden or not stored. */
    public static void check(Interaction letter, IBaseResource body, Grants grants) {
        if (apply(body.fhirType(), grants) && !grants.showsContextOf(body)) {
            throw Refusals.exception(new Verdict.Forbidden(
                    Rule.SECURITY_CONTEXT, List.of(new Need(letter, body.fhirType()))));
        }
    }
}
