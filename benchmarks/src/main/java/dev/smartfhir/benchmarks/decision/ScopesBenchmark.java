package dev.smartfhir.benchmarks.decision;

import dev.smartfhir.benchmarks.scopes.ManyScopes;
import dev.smartfhir.scopes.ScopeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading the scopes of a token or of ceilings, and what of a request the ceilings allow. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScopesBenchmark {

    /** How many scopes the token or the client has. */
    @Param({"1", "10", "200"})
    public int scopes;

    private String text;
    private ScopeSet ceilings;
    private ScopeSet oneAsked;

    /** Makes the scopes. */
    @Setup
    public void prepare() {
        text = String.join(" ", ManyScopes.mixed(scopes));
        ceilings = ScopeSet.parse(text);
        oneAsked = ScopeSet.parse("system/Observation.r");
    }

    /** Reads them all. */
    @Benchmark
    public ScopeSet parse() {
        return ScopeSet.readable(text);
    }

    /** One scope is asked for. */
    @Benchmark
    public ScopeSet intersectOne() {
        return oneAsked.intersect(ceilings);
    }

    /** As many are asked for as there are ceilings. */
    @Benchmark
    public ScopeSet intersectAll() {
        return ceilings.intersect(ceilings);
    }
}
