package dev.smartfhir.benchmarks.fhir;

import dev.smartfhir.benchmarks.load.Side;
import dev.smartfhir.sandbox.process.ServerProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The same request again and again, and whether its answer is right. */
final class FhirRequests {

    private static final String ENTRY = "\"fullUrl\"";

    private FhirRequests() {
    }

    /**
     * The load of one server.
     *
     * @param hits how many entries a right answer has; 0 for one resource
     */
    static Side to(
            ServerProcess server, URI base, String path, String token, Map<String, String> headers, int hits) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/fhir+json")
                .header("Authorization", "Bearer " + token);
        headers.forEach(builder::header);
        HttpRequest request = builder.build();
        return new Side(server, number -> request, answer -> fault(answer, hits));
    }

    private static String fault(HttpResponse<String> answer, int hits) {
        if (answer.statusCode() != 200) {
            return "refused";
        }
        int entries = (answer.body().length() - answer.body().replace(ENTRY, "").length()) / ENTRY.length();
        return entries == hits ? "" : entries + " entries instead of " + hits;
    }
}
