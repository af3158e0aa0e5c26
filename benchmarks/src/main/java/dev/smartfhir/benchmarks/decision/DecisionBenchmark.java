package dev.smartfhir.benchmarks.decision;

import dev.smartfhir.benchmarks.load.Quantile;
import dev.smartfhir.benchmarks.report.Circumstances;
import dev.smartfhir.benchmarks.report.Report;
import dev.smartfhir.benchmarks.report.Table;
import dev.smartfhir.benchmarks.report.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Version;

/** Runs the microbenchmarks by JMH; what is reported is the median of their iterations. */
public final class DecisionBenchmark {

    private static final List<String> SIZES = List.of("1", "10", "200");

    /** Microseconds that a decision may take at most. */
    private static final double AIM = 5;

    private DecisionBenchmark() {
    }

    /** Measures, and writes the part {@code decide} of the report. */
    public static void run(Report report) throws IOException {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                    .include(ScopesBenchmark.class.getName())
                    .include(RequestBenchmark.class.getName())
                    .forks(1)
                    .warmupIterations(report.isTrial() ? 0 : 3).warmupTime(TimeValue.seconds(1))
                    .measurementIterations(report.isTrial() ? 1 : 7).measurementTime(TimeValue.milliseconds(500))
                    .jvmArgsAppend("-XX:+UseSerialGC")
                    .shouldFailOnError(true)
                    .build()).run();
            report.write("decide", Circumstances.of("JMH " + Version.getPlainVersion()), table(results));
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Table table(Collection<RunResult> results) {
        Table table = new Table(new Text("Microseconds at so many scopes", "各 scope 數量下的微秒數"),
                Text.same("1"), Text.same("10"), Text.same("200"), new Text("aim", "目標"), Text.same(""));
        for (Measured measured : Measured.values()) {
            List<Text> row = new ArrayList<>();
            row.add(measured.text());
            double[] micros = SIZES.stream().mapToDouble(size -> micros(results, measured, size)).toArray();
            for (double value : micros) {
                row.add(Text.number(2, value));
            }
            row.add(measured.isDecision() ? Text.same("< 5") : Text.none());
            row.add(measured.isDecision() ? Text.verdict(Quantile.of(1, micros) < AIM) : Text.none());
            table.row(row.toArray(Text[]::new));
        }
        return table;
    }

    private static double micros(Collection<RunResult> results, Measured measured, String size) {
        RunResult result = results.stream()
                .filter(one -> one.getParams().getBenchmark().endsWith("." + measured.method()))
                .filter(one -> one.getParams().getParam("scopes").equals(size))
                .findFirst().orElseThrow();
        return Quantile.median(result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult())
                .mapToDouble(Result::getScore)
                .toArray()) / 1000;
    }
}
