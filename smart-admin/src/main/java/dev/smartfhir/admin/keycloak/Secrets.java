package dev.smartfhir.admin.keycloak;

import java.io.Console;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Passwords and secrets: from the environment, or asked for without echo.
 *
 * @param environment the value of a variable, or {@code null}
 * @param console     where to ask, or {@code null}
 */
record Secrets(UnaryOperator<String> environment, Console console) {

    static Secrets ofThisProcess() {
        return new Secrets(System::getenv, System.console());
    }

    /** @throws Refused where the variable is empty and nobody can be asked */
    String get(String variable, String asked) throws Refused {
        String value = environment.apply(variable);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        char[] typed = console == null ? null : console.readPassword("%s: ", asked);
        if (typed == null || typed.length == 0) {
            throw new Refused("Set the environment variable " + variable + ": there is no terminal to ask for the "
                    + asked.toLowerCase(Locale.ROOT) + ".");
        }
        return new String(typed);
    }
}
