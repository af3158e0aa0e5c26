package dev.smartfhir.admin;

import dev.smartfhir.admin.fhir.FhirCommand;
import dev.smartfhir.admin.health.HealthCommand;
import dev.smartfhir.admin.keycloak.KeycloakCommand;
import dev.smartfhir.admin.report.PlainText;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command: makes a realm SMART-ready, and examines Keycloak and the FHIR server.
 *
 * <p>It ends with 0 where all is well, 1 where an examination found an error, 2 where it was called wrongly or a server
 * did not let it do its work.
 */
@Command(
        name = "smart-admin",
        mixinStandardHelpOptions = true,
        version = "smart-admin 0.1.0",
        description = "Makes a Keycloak realm SMART-ready, and examines Keycloak and the FHIR server.",
        subcommands = {KeycloakCommand.class, FhirCommand.class, HealthCommand.class})
public final class SmartAdmin implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: keycloak, fhir or health.");
    }

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command; what nobody foresaw ends with 2 and a sentence, because 1 is for what an examination found. */
    static CommandLine commandLine() {
        return new CommandLine(new SmartAdmin()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("smart-admin itself failed: " + PlainText.of(failure.toString()));
            return CommandLine.ExitCode.USAGE;
        });
    }
}
