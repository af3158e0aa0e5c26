package dev.smartfhir.hapi.grant;

import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.hapi.user.UserAccessPolicy;
import dev.smartfhir.hapi.user.UserAccessRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads what a token grants out of its claims.
 *
 * <p>{@code patient} has to be one FHIR id without a type, {@code fhirUser} one reference to a resource of this server;
 * a claim of another shape counts as absent, so that the scopes that need it grant nothing (D-19).
 */
public final class TokenGrants {

    private final URI fhirBase;
    private final PatientCompartment compartment;
    private final ConstraintMatcher constraints;
    private final SecurityContexts contexts;
    private final UserAccessPolicy policy;

    /**
     * Grants on one server.
     *
     * @param fhirBase    its base URL as clients know it
     * @param compartment what is about a patient
     * @param constraints what meets the constraints of scopes
     * @param contexts    which resources decide on others
     * @param policy      what users may access
     */
    public TokenGrants(
            URI fhirBase, PatientCompartment compartment, ConstraintMatcher constraints, SecurityContexts contexts,
            UserAccessPolicy policy) {
        this.fhirBase = fhirBase;
        this.compartment = compartment;
        this.constraints = constraints;
        this.contexts = contexts;
        this.policy = policy;
    }

    /** What the token grants; one instance serves one request. */
    public Grants of(VerifiedToken token) {
        Optional<String> patient = Optional.ofNullable(token.claims().get("patient"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(FhirId::isValid);
        UserAccessPolicy asked = policy.forOneRequest();
        Map<Need, UserAccess> known = new ConcurrentHashMap<>();
        return new Grants(token.scopes(), compartment, constraints, contexts, new TokenContext(
                patient,
                FhirUser.of(token.claims().get("fhirUser"), fhirBase),
                (user, need) -> known.computeIfAbsent(need, once -> asked.accessOf(new UserAccessRequest(
                        token.issuer(), user, token.claims(), need.interaction(), need.type())))));
    }
}
