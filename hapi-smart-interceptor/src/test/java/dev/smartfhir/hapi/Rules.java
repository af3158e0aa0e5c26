package dev.smartfhir.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.config.SmartProperties;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.enforcement.ServerParts;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.TokenContext;
import dev.smartfhir.hapi.instance.DaoStoredResources;
import dev.smartfhir.hapi.instance.InstanceGuard;
import dev.smartfhir.hapi.instance.StoredResources;
import dev.smartfhir.hapi.instance.WriteRules;
import dev.smartfhir.hapi.interaction.RequestDemands;
import dev.smartfhir.hapi.interaction.Writes;
import dev.smartfhir.hapi.match.InlineMatchUrls;
import dev.smartfhir.hapi.operation.AllowedOperations;
import dev.smartfhir.hapi.search.AllowedChains;
import dev.smartfhir.hapi.search.ReferenceTargets;
import dev.smartfhir.hapi.search.RegistryReferenceTargets;
import dev.smartfhir.hapi.search.SearchDemands;
import dev.smartfhir.hapi.search.StoredSearches;
import dev.smartfhir.hapi.transaction.BundleRequests;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Judge;
import dev.smartfhir.hapi.verdict.Verdict;
import dev.smartfhir.scopes.ScopeSet;
import dev.smartfhir.testapp.Properties;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules as a server with the search parameters of R4 has them. */
public final class Rules {

    public static final FhirContext FHIR = FhirContext.forR4Cached();
    public static final ReferenceTargets TARGETS =
            new RegistryReferenceTargets(FHIR, new FhirContextSearchParamRegistry(FHIR));
    public static final SearchDemands SEARCHES = new SearchDemands(TARGETS,
            new AllowedChains(Set.of("ClaimResponse:request:Claim.patient:Patient.name",
                    "ClaimResponse:requestor:Organization.identifier", "Encounter:subject.name")));
    public static final InlineMatchUrls MATCH_URLS = new InlineMatchUrls(FHIR, SEARCHES);
    public static final AllowedOperations OPERATIONS =
            new AllowedOperations(Set.of());
    public static final Writes WRITES = new Writes(SEARCHES, MATCH_URLS, false);
    public static final RequestDemands REQUESTS = new RequestDemands(SEARCHES, WRITES, OPERATIONS);
    public static final PatientCompartment COMPARTMENT = new PatientCompartment(FHIR);
    public static final Judge JUDGE = new Judge(Set.of("Subscription"));
    public static final BundleRequests BUNDLES = bundles(new DaoStoredResources(Optional::empty));

    private Rules() {
    }

    /** Bundles for a server that stores these. */
    public static BundleRequests bundles(StoredResources stored) {
        return new BundleRequests(
                SEARCHES, WRITES, MATCH_URLS, new InstanceGuard(stored, new WriteRules(stored)), OPERATIONS, JUDGE);
    }

    /** What a client's own token with these scopes grants on a server that evaluates constraints so. */
    public static Grants grants(ConstraintMatcher constraints, String scopes) {
        return new Grants(ScopeSet.parse(scopes), COMPARTMENT, constraints, TokenContext.none());
    }

    /** What a client's own token with these scopes grants. */
    public static Grants grants(String scopes) {
        return new Grants(ScopeSet.parse(scopes), COMPARTMENT, ConstraintMatcher.NONE, TokenContext.none());
    }

    /** What these scopes grant for a patient. */
    public static Grants grants(String patient, String scopes) {
        return new Grants(ScopeSet.parse(scopes), COMPARTMENT, ConstraintMatcher.NONE, new TokenContext(
                Optional.of(patient), Optional.empty(), (user, need) -> UserAccess.nothing()));
    }

    /** What these scopes grant for a user with this access to every type. */
    public static Grants grants(FhirUser user, UserAccess access, String scopes) {
        return new Grants(ScopeSet.parse(scopes), COMPARTMENT, ConstraintMatcher.NONE, new TokenContext(
                Optional.empty(), Optional.of(user), (asked, need) -> access));
    }

    /** A server with the search parameters of R4 and nothing stored, whose users may access nothing. */
    public static ServerParts server() {
        return new ServerParts(FHIR, new FhirContextSearchParamRegistry(FHIR),
                new DaoStoredResources(Optional::empty), ConstraintMatcher.NONE,
                request -> UserAccess.nothing(), () -> true, StoredSearches.NONE);
    }

    /** The smallest configuration. */
    public static SmartProperties properties() {
        return SmartProperties.from(Properties.yaml(
                "smart.fhir-base=https://fhir.example/fhir",
                "smart.issuers[0].issuer=https://as.example/realms/smart"));
    }

    public static VerifiedToken token(String client, String scopes) {
        return new VerifiedToken("https://as.example/realms/smart", "service-account-" + client, client,
                ScopeSet.parse(scopes), Map.of(), Instant.MAX);
    }

    /** {@code allowed}, {@code invalid}, or the code of the rule that refuses. */
    public static String verdict(Demands demands, String scopes) {
        Verdict verdict = JUDGE.judge(demands, grants(scopes));
        if (verdict instanceof Verdict.Forbidden forbidden) {
            return forbidden.rule().code();
        }
        return verdict.isAllowed() ? "allowed" : "invalid";
    }
}
