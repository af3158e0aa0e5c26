package dev.smartfhir.endtoend.launch;

import dev.smartfhir.endtoend.launch.StubFhirServer.Answer;
import dev.smartfhir.endtoend.launch.StubFhirServer.Request;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Patients of the {@link StubFhirServer}: {@code p-0}, {@code p-1} … with names that tell them apart, in pages. */
final class Patients {

    private Patients() {
    }

    /** Answers searches and pages over so many patients, with links under the base as clients know it. */
    static Function<Request, Answer> of(int number, URI publishedBase) {
        return request -> {
            if (request.method().equals("GET") && request.query() == null) {
                return Answer.of(404, "application/fhir+json", "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}");
            }
            int offset = request.method().equals("POST") ? 0 : offset(request.query());
            List<Integer> found = request.method().equals("POST") ? search(number, request)
                    : IntStream.range(0, number).boxed().toList();
            return Answer.fhir(bundle(found, offset, publishedBase));
        };
    }

    /** A searchset of resources written as they are, with a link to the next page or null. */
    static String searchset(String next, String... resources) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":["
                + (next == null ? "" : "{\"relation\":\"next\",\"url\":\"" + next + "\"}") + "],\"entry\":["
                + Stream.of(resources).map(resource -> "{\"resource\":" + resource
                        + ",\"search\":{\"mode\":\"match\"}}")
                        .collect(Collectors.joining(",")) + "]}";
    }

    static String patient(int number) {
        return "{\"resourceType\":\"Patient\",\"id\":\"p-" + number + "\",\"name\":[{\"text\":\"Name-" + number
                + "x\"}],\"birthDate\":\"" + (1930 + number % 90) + "-01-02\",\"gender\":\"female\","
                + "\"identifier\":[{\"value\":\"MRN" + number + "x\"}],\"telecom\":[{\"value\":\"0912345678\"}]}";
    }

    private static String bundle(List<Integer> found, int offset, URI base) {
        String next = offset + 20 < found.size()
                ? base + "?_getpages=abc&_getpagesoffset=" + (offset + 20) + "&_count=20" : null;
        return searchset(next, found.stream().skip(offset).limit(20).map(Patients::patient).toArray(String[]::new));
    }

    private static List<Integer> search(int number, Request request) {
        List<String> ids = List.of(request.one("_id").split(","));
        return IntStream.range(0, number).boxed()
                .filter(i -> request.one("name").isEmpty() || ("Name-" + i + "x").startsWith(request.one("name")))
                .filter(i -> request.one("identifier").isEmpty() || ("MRN" + i + "x").equals(request.one("identifier")))
                .filter(i -> String.valueOf(1930 + i % 90).equals(request.one("birthdate"))
                        || request.one("birthdate").isEmpty())
                .filter(i -> request.one("_id").isEmpty() || ids.contains("p-" + i))
                .toList();
    }

    private static int offset(String query) {
        return Stream.of(query.split("&")).filter(pair -> pair.startsWith("_getpagesoffset="))
                .map(pair -> Integer.valueOf(pair.substring(pair.indexOf('=') + 1))).findFirst().orElse(0);
    }
}
