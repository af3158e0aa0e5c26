package dev.smartfhir.benchmarks.load;

import dev.smartfhir.sandbox.process.ServerProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.IntFunction;

/**
 * One of two servers that are compared, with the load that it gets.
 *
 * @param server  its process
 * @param request makes the request of each number
 * @param expected says why an answer is wrong, so that nothing wrong is ever measured; the empty string for a right one
 */
public record Side(ServerProcess server, IntFunction<HttpRequest> request, Expected expected) {

    /** What a right answer is. */
    @FunctionalInterface
    public interface Expected {
        /** Why the answer is wrong; the empty string for a right one. */
        String fault(HttpResponse<String> answer);
    }
}
