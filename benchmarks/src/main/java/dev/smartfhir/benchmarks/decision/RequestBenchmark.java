package dev.smartfhir.benchmarks.decision;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import dev.smartfhir.benchmarks.scopes.ManyScopes;
import dev.smartfhir.hapi.compartment.PatientCompartment;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.constraint.InMemoryConstraints;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.grant.TokenContext;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Judge;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * All questions that one request puts to what a verified token grants: each time with new {@link Grants}, as each
 * request has its own, and scopes that were read before, as those of a verified token are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

    private static final String TYPE = "Observation";

    /** How many scopes the token has. */
    @Param({"1", "10", "200"})
    public int scopes;

    private final FhirContext fhir = FhirContext.forR4Cached();
    private final ISearchParamRegistry registry = new KnownSearchParameters(fhir);
    private final ConstraintMatcher constraints = new InMemoryConstraints(registry, () -> Optional.of(
            new SearchParamExtractorR4(new StorageSettings(), new PartitionSettings(), fhir, registry)));
    private final PatientCompartment compartment = new PatientCompartment(fhir);
    private final Judge judge = new Judge(Set.of());
    private ScopeSet plain;
    private ScopeSet constrained;
    private ScopeSet allConstrained;

    /** Makes the scopes. */
    @Setup
    public void prepare() {
        plain = read(ManyScopes.mixed(scopes));
        constrained = read(ManyScopes.mixedConstrained(scopes));
        allConstrained = read(ManyScopes.allConstrained(scopes));
    }

    /** A read that a scope opens for every resource of the type. */
    @Benchmark
    public void read(Blackhole answers) {
        read(plain, answers);
    }

    /** A search that a scope opens for every resource of the type. */
    @Benchmark
    public void search(Blackhole answers) {
        search(plain, answers);
    }

    /** A read that a constrained scope opens. */
    @Benchmark
    public void readConstrained(Blackhole answers) {
        read(constrained, answers);
    }

    /** A search that a constrained scope opens. */
    @Benchmark
    public void searchConstrained(Blackhole answers) {
        search(constrained, answers);
    }

    /** A search that as many constrained scopes open as the token has. */
    @Benchmark
    public void searchAllConstrained(Blackhole answers) {
        search(allConstrained, answers);
    }

    private void read(ScopeSet held, Blackhole answers) {
        Grants grants = grants(held);
        answers.consume(grants.mayReadAsUser(TYPE, "o1"));
        answers.consume(judge.judgeBeforeBodies(
                Demands.of(Rule.INTERACTION, new Need(Interaction.READ, TYPE)), grants));
        answers.consume(grants.shows(TYPE));
        answers.consume(grants.showsEverything());
    }

    private void search(ScopeSet held, Blackhole answers) {
        Grants grants = grants(held);
        Need need = Need.search(TYPE);
        answers.consume(judge.judgeBeforeBodies(Demands.of(Rule.INTERACTION, need), grants));
        answers.consume(judge.judgeBeforeBodies(Demands.of(Rule.INTERACTION, need), grants));
        answers.consume(grants.extent(need));
        answers.consume(grants.shows(TYPE));
        answers.consume(grants.showsEverything());
    }

    private Grants grants(ScopeSet held) {
        return new Grants(held, compartment, constraints, TokenContext.none());
    }

    private static ScopeSet read(List<String> scopes) {
        return ScopeSet.readable(String.join(" ", scopes));
    }
}
