package dev.smartfhir.admin.keycloak;

import dev.smartfhir.admin.http.ServerUnreachable;
import dev.smartfhir.admin.report.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What a subcommand does, and how it ends where it cannot: a sentence, and exit code 2. */
@FunctionalInterface
interface Attempt {

    /** @return the exit code */
    int run(PrintWriter out) throws Refused, ServerUnreachable, IOException;

    /** Runs it, and says why where it cannot. */
    static int at(CommandSpec spec, Attempt attempt) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            int code = attempt.run(out);
            out.flush();
            return code;
        } catch (Refused | ServerUnreachable | IOException e) {
            spec.commandLine().getErr().println(PlainText.of(e.getMessage()));
            return spec.exitCodeOnInvalidInput();
        }
    }
}
