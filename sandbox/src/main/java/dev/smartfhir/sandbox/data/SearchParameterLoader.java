package dev.smartfhir.sandbox.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Does at the sandbox's start what {@code twpas/load-search-parameters} does for an operator. */
public final class SearchParameterLoader {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long POLL_MILLIS = 500;
    private final List<JsonNode> parameters;
    private final FhirClient fhir;
    private final KeyStore keys;

    private SearchParameterLoader(List<JsonNode> parameters, FhirClient fhir, KeyStore keys) {
        this.parameters = List.copyOf(parameters);
        this.fhir = fhir;
        this.keys = keys;
    }

    /** A loader of every search parameter in a directory. */
    public static SearchParameterLoader of(Path directory, FhirClient fhir, KeyStore keys) {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> parameters = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                parameters.add(json.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SearchParameterLoader(parameters, fhir, keys);
    }

    /**
     * Stores them and waits until the server indexes by them, so that what is loaded next can be found.
     *
     * @throws SandboxFailure if one is refused or not taken up in time
     */
    public void load() {
        String token = LoaderToken.of(fhir, keys, "system/SearchParameter.cu");
        Set<String> wanted = new HashSet<>();
        for (JsonNode parameter : parameters) {
            String id = parameter.path("id").asText();
            HttpAnswer answer = fhir.send("PUT", "/SearchParameter/" + id, token, parameter.toString());
            if (answer.status() != 200 && answer.status() != 201) {
                throw new SandboxFailure("The search parameter " + id + " cannot be loaded: HTTP "
                        + answer.status() + " " + answer.body());
            }
            wanted.add(parameter.path("url").asText());
        }
        await(wanted);
    }

    private void await(Set<String> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!known().containsAll(wanted)) {
            if (Instant.now().isAfter(end)) {
                throw new SandboxFailure("The FHIR server has not taken up the search parameters of TWPAS within "
                        + PATIENCE.toSeconds() + " s.");
            }
            pause();
        }
    }

    private Set<String> known() {
        HttpAnswer metadata = fhir.send("GET", "/metadata", null, null, Map.of("Cache-Control", "no-cache"));
        return new HashSet<>(metadata.json().findValuesAsText("definition"));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Stopped while the FHIR server took up search parameters");
        }
    }
}
