package dev.smartfhir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class SmartAdminTest {

    @Test
    void endsWithTwoAndASentenceWhereSomethingUnforeseenHappens() {
        StringWriter err = new StringWriter();
        CommandLine command = SmartAdmin.commandLine().addSubcommand("broken", new CommandLine(new Broken()));
        command.setErr(new PrintWriter(err, true));
        command.setExecutionExceptionHandler(SmartAdmin.commandLine().getExecutionExceptionHandler());

        assertThat(command.execute("broken")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(
                "smart-admin itself failed: java.lang.IllegalStateException: out of?order");
    }

    @Command(name = "broken")
    private static final class Broken implements Callable<Integer> {

        @Override
        public Integer call() {
            throw new IllegalStateException("out of\norder");
        }
    }
}
