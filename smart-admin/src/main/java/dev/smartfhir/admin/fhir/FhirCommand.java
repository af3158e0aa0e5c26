package dev.smartfhir.admin.fhir;

import picocli.CommandLine.Command;

/**
 * {@code fhir}: examines a FHIR server.
 */
@Command(name = "fhir", mixinStandardHelpOptions = true, description = "Examines a FHIR server.",
        subcommands = FhirDoctorCommand.class)
public final class FhirCommand {
}
