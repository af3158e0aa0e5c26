package dev.smartfhir.admin.keycloak;

import dev.smartfhir.admin.report.JsonReport;
import dev.smartfhir.admin.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keycloak doctor}: every setting of a realm and its SMART clients that breaks SMART or weakens it. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Examines a realm and its SMART clients; ends with 1 where there is an error.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Attempt.at(spec, out -> {
            Report report = new Report(SmartAdminApi.of(options).doctor());
            out.print(options.json() ? JsonReport.of(report) : report.text());
            return report.exitCode();
        });
    }
}
