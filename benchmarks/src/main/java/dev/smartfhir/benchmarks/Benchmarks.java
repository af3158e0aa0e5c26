package dev.smartfhir.benchmarks;

import dev.smartfhir.benchmarks.decision.DecisionBenchmark;
import dev.smartfhir.benchmarks.fhir.FhirBenchmark;
import dev.smartfhir.benchmarks.grant.GrantBenchmark;
import dev.smartfhir.benchmarks.report.Report;
import dev.smartfhir.sandbox.process.Closers;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the benchmarks and writes their results into the documentation.
 *
 * <p>Arguments: the parts {@code decide}, {@code fhir}, {@code grant}; none for all. System property
 * {@code project.root}: the checked-out and built project. Environment variable {@code BENCHMARKS_PORT}: the first of
 * two free ports, 8380 by default; {@code BENCHMARKS_TRIAL=true} sends few requests and writes nothing.
 */
public final class Benchmarks {

    private static final List<String> PARTS = List.of("decide", "fhir", "grant");

    private Benchmarks() {
    }

    /** Runs the parts that are named; ends with 2 where one is unknown. */
    public static void main(String[] arguments) throws Exception {
        List<String> parts = arguments.length == 0 ? PARTS : List.of(arguments);
        if (!PARTS.containsAll(parts)) {
            System.err.println("The parts are " + String.join(", ", PARTS) + ".");
            System.exit(2);
        }
        Path root = Path.of(System.getProperty("project.root")).toAbsolutePath().normalize();
        int port = Integer.parseInt(System.getenv().getOrDefault("BENCHMARKS_PORT", "8380"));
        Report report = new Report(root, Boolean.parseBoolean(System.getenv("BENCHMARKS_TRIAL")));
        for (String part : PARTS) {
            if (parts.contains(part)) {
                System.out.println("Measuring: " + part);
                run(part, root, port, report);
            }
        }
    }

    private static void run(String part, Path root, int port, Report report) throws Exception {
        try (Closers closers = new Closers()) {
            Thread end = new Thread(closers::close);
            Runtime.getRuntime().addShutdownHook(end);
            switch (part) {
                case "decide" -> DecisionBenchmark.run(report);
                case "fhir" -> new FhirBenchmark(root, port).run(report, closers);
                default -> new GrantBenchmark(root, port).run(report, closers);
            }
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }
}
