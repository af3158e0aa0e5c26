package dev.smartfhir.endtoend.sandbox;

import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.docs.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What {@code docs/first-hour.md} tells its reader to type, with the addresses of this test run. */
public final class FirstHour {

    private static final int SECONDS = 60;
    private final Page guide = Page.read(Path.of("docs/first-hour.md"));
    private final Servers servers;
    private final URI app;

    /** @param app where the reader's app is, in the place of {@code http://localhost:8000/} */
    public FirstHour(Servers servers, URI app) {
        this.servers = servers;
        this.app = app;
    }

    /** Types the commands that register the app. @return its {@code client_id}, as the last of them prints it */
    public String register() {
        String output = bash(commands("KEYCLOAK=") + commands("CLIENT="));
        return output.strip().replaceFirst("^client_id: ", "");
    }

    /** Types the commands that check whether both servers agree. @return what they print */
    public String check() {
        return bash(commands("FHIR="));
    }

    /** The page that is the app. */
    public String page(String clientId) {
        return here(blocks("html").stream().collect(Collectors.joining())).replace("\"CLIENT\"",
                '"' + clientId + '"');
    }

    private String commands(String first) {
        return here(blocks("sh").stream().filter(block -> block.startsWith(first)).findFirst().orElseThrow());
    }

    private List<String> blocks(String language) {
        return guide.blocks().stream().filter(block -> block.language().equals(language)).map(Page.Block::text)
                .toList();
    }

    private String here(String text) {
        return text.replace("http://localhost:8180", servers.sandbox().keycloak().toString())
                .replace("http://localhost:8080/fhir", servers.fhirBase().toString())
                .replace("http://localhost:8000/", app.toString());
    }

    private static String bash(String commands) {
        try {
            Process bash = new ProcessBuilder("bash", "-c", commands).redirectErrorStream(true).start();
            bash.getOutputStream().close();
            String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!bash.waitFor(SECONDS, TimeUnit.SECONDS) || bash.exitValue() != 0) {
                throw new AssertionError("the guide's commands failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
