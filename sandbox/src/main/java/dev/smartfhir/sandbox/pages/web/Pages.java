package dev.smartfhir.sandbox.pages.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.smartfhir.sandbox.pages.html.Html;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * All pages of the sandbox behind the checks that hold for each of them: the browser must have meant this host, and a
 * form must have been made for this session.
 */
public final class Pages implements HttpHandler {

    private final Map<String, Handler> handlers = new HashMap<>();
    private final Sessions sessions = new Sessions();
    private final Set<String> hosts;
    private final Wire wire;

    /**
     * Pages without any page yet.
     *
     * @param port where they are served
     * @param authorizationServer the one other origin to which forms may lead
     */
    public Pages(int port, String authorizationServer) {
        this.hosts = Set.of("localhost:" + port, "127.0.0.1:" + port);
        this.wire = new Wire(authorizationServer);
    }

    /** Adds a page that is read. */
    public Pages get(String path, Handler handler) {
        handlers.put("GET " + path, handler);
        return this;
    }

    /** Adds a page that takes a form. */
    public Pages post(String path, Handler handler) {
        handlers.put("POST " + path, handler);
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Session session = sessions.find(exchange.getRequestHeaders().getFirst("Cookie")).orElse(null);
            if (session == null) {
                session = sessions.open();
                exchange.getResponseHeaders().set("Set-Cookie", Sessions.cookie(session));
            }
            wire.write(exchange, answer(exchange, session));
        }
    }

    private Answer answer(HttpExchange exchange, Session session) throws IOException {
        try {
            Handler handler = handler(exchange);
            Parameters form = wire.form(exchange);
            if (exchange.getRequestMethod().equals("POST") && !session.made(form)) {
                throw new Refused(403, "This form was not made for this browser's session. Open the page again.");
            }
            Parameters query = Parameters.read(exchange.getRequestURI().getRawQuery());
            synchronized (session) {
                return handler.handle(new Request(exchange.getRequestURI(), query, form, session,
                        session.language(query.get("lang"), exchange.getRequestHeaders().getFirst("Accept-Language"))));
            }
        } catch (Refused refused) {
            return problem(refused.status(), refused.getMessage());
        } catch (UncheckedIOException e) {
            return problem(502, "A server does not answer: " + e.getMessage());
        } catch (RuntimeException e) {
            return problem(500, "The page failed: " + e.getMessage());
        }
    }

    private Handler handler(HttpExchange exchange) {
        if (!hosts.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
            throw new Refused(421, "These pages are served at " + String.join(" and ", hosts) + " only.");
        }
        String path = exchange.getRequestURI().getPath();
        Handler handler = handlers.get(exchange.getRequestMethod() + " " + path);
        if (handler != null) {
            return handler;
        }
        boolean known = handlers.containsKey("GET " + path) || handlers.containsKey("POST " + path);
        throw known ? new Refused(405, "This page is not asked for so.") : new Refused(404, "There is no such page.");
    }

    private static Answer problem(int status, String message) {
        return Answer.page(status, "Refused", Html.of("<p class=\"refused\">{}</p>\n", message));
    }
}
