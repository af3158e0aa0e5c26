package dev.smartfhir.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.sandbox.SandboxFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private static final URI NOBODY = URI.create("http://localhost:1/");

    @TempDir
    private Path directory;

    @Test
    void endsTheChildrenOfAShellTogetherWithIt() throws InterruptedException {
        ServerProcess server = start("sleep 300 & sleep 300 & wait");
        List<ProcessHandle> tree = awaitTree(server, 3);

        server.close();

        assertThat(tree).hasSize(3).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void endsAProcessThatIgnoresTheRequestToEnd() throws InterruptedException {
        ServerProcess server = start("trap '' TERM; sleep 300 & while true; do sleep 1; done");
        List<ProcessHandle> tree = awaitTree(server, 2);

        server.close();

        assertThat(tree).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void saysWhichServerEndedTooEarlyAndWhereItsLogIs() {
        ServerProcess server = start("exit 3");

        assertThatThrownBy(() -> new Readiness().await(server, NOBODY, Duration.ofSeconds(20)))
                .isInstanceOf(SandboxFailure.class)
                .hasMessage("The test server ended while it was starting; see " + directory.resolve("server.log"));
    }

    @Test
    void saysWhichServerDidNotAnswerInTime() {
        try (ServerProcess server = start("sleep 300")) {
            assertThatThrownBy(() -> new Readiness().await(server, NOBODY, Duration.ofSeconds(1)))
                    .isInstanceOf(SandboxFailure.class)
                    .hasMessageStartingWith("The test server did not answer http://localhost:1/ within 1 s; see ");
        }
    }

    @Test
    void startsNothingOnceEndingHasBegun() {
        Closers closers = new Closers();
        closers.close();

        assertThatThrownBy(() -> closers.start(() -> start("sleep 300"))).isInstanceOf(IllegalStateException.class);
    }

    private ServerProcess start(String script) {
        return ServerProcess.start(
                "The test server", List.of("sh", "-c", script), Map.of(), directory, directory.resolve("server.log"));
    }

    private static List<ProcessHandle> awaitTree(ServerProcess server, int size) throws InterruptedException {
        for (int i = 0; i < 100 && server.tree().count() < size; i++) {
            Thread.sleep(50);
        }
        return server.tree().toList();
    }
}
