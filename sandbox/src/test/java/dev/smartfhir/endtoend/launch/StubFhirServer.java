package dev.smartfhir.endtoend.launch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A FHIR server of the test's own: it records requests and answers what the test says. */
final class StubFhirServer implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> answers;

    StubFhirServer(Function<Request, Answer> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::reply);
        server.start();
    }

    /** What was sent. */
    record Request(String method, String path, String query, Map<String, List<String>> form,
            Map<String, List<String>> headers) {

        String header(String name) {
            return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0)).findFirst().orElse(null);
        }

        String bearer() {
            return header("Authorization").substring("Bearer ".length());
        }

        String one(String name) {
            return form.getOrDefault(name, List.of("")).get(0);
        }
    }

    /** What is answered; after {@code delayMillis}, and then a tenth of the body each second if {@code trickles}. */
    record Answer(int status, String contentType, String body, String location, long delayMillis, boolean trickles) {

        static Answer fhir(String body) {
            return new Answer(200, "application/fhir+json;charset=utf-8", body, null, 0, false);
        }

        static Answer of(int status, String contentType, String body) {
            return new Answer(status, contentType, body, null, 0, false);
        }

        static Answer redirect(URI to) {
            return new Answer(302, "text/plain", "", to.toString(), 0, false);
        }

        Answer after(long millis) {
            return new Answer(status, contentType, body, location, millis, false);
        }

        Answer trickling() {
            return new Answer(status, contentType, body, location, 0, true);
        }
    }

    URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/fhir");
    }

    void answer(Function<Request, Answer> now) {
        answers = now;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }

    private void reply(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getQuery(), form(body), Map.copyOf(exchange.getRequestHeaders()));
            requests.add(request);
            send(exchange, answers.apply(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        Thread.sleep(answer.delayMillis());
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        if (answer.location() != null) {
            exchange.getResponseHeaders().set("Location", answer.location());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        int piece = answer.trickles() ? body.length / 20 + 1 : Math.max(body.length, 1);
        for (int sent = 0; sent < body.length; sent += piece) {
            exchange.getResponseBody().write(body, sent, Math.min(piece, body.length - sent));
            exchange.getResponseBody().flush();
            Thread.sleep(answer.trickles() ? 1_000 : 0);
        }
    }

    private static Map<String, List<String>> form(String body) {
        return Stream.of(body.split("&")).filter(pair -> pair.contains("=")).map(pair -> pair.split("=", 2))
                .collect(Collectors.groupingBy(pair -> decode(pair[0]),
                        Collectors.mapping(pair -> decode(pair[1]), Collectors.toCollection(ArrayList::new))));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
