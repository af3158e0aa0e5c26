package dev.smartfhir.endtoend.launch;

import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.launch.StubFhirServer.Request;
import java.net.URI;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Encounters of the {@link StubFhirServer}: {@code e-0}, {@code e-1} … of whichever patient is asked for. */
final class Encounters {

    private Encounters() {
    }

    /** Answers searches for encounters, in pages of twenty, and leaves all others to another function. */
    static Function<Request, Answer> beside(Function<Request, Answer> others, int number, URI publishedBase) {
        return request -> {
            if (request.path().endsWith("/Encounter/_search")) {
                return Answer.fhir(page(request.one("patient"), 0, number, publishedBase));
            }
            if (request.query() != null && request.query().startsWith("encounters-of=")) {
                String[] place = request.query().substring("encounters-of=".length()).split("&from=");
                return Answer.fhir(page(place[0], Integer.parseInt(place[1]), number, publishedBase));
            }
            return others.apply(request);
        };
    }

    static String encounter(String id, String subject) {
        return "{\"resourceType\":\"Encounter\",\"id\":\"" + id + "\",\"status\":\"finished\",\"class\":{\"code\":"
                + "\"AMB\"},\"type\":[{\"text\":\"Check-up " + id + "\"}],\"subject\":{\"reference\":\"" + subject
                + "\"},\"period\":{\"start\":\"2026-03-01T09:30:00+08:00\"},\"serviceProvider\":{\"display\":"
                + "\"Ward 7\"}}";
    }

    private static String page(String patient, int from, int number, URI base) {
        int to = Math.min(from + 20, number);
        return Patients.searchset(to < number ? base + "?encounters-of=" + patient + "&from=" + to : null,
                IntStream.range(from, to).mapToObj(i -> encounter("e-" + i, "Patient/" + patient))
                        .toArray(String[]::new));
    }
}
