package dev.smartfhir.admin.keycloak;

import picocli.CommandLine.Command;

/**
 * {@code keycloak}: makes a realm SMART-ready, and examines it.
 */
@Command(name = "keycloak", mixinStandardHelpOptions = true,
        description = "Makes a realm of a running Keycloak SMART-ready, and examines it.",
        subcommands = {DoctorCommand.class, ReadyCommand.class})
public final class KeycloakCommand {
}
