package dev.smartfhir.sandbox.pages.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Language;
import dev.smartfhir.sandbox.pages.html.Layout;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads forms from the connection and writes answers to it, with the headers that keep a page to itself. */
final class Wire {

    private static final int LONGEST_FORM = 65_536;
    private static final String FORM = "application/x-www-form-urlencoded";
    private final String policy;

    /** @param authorizationServer the origin to which a form may lead besides these pages */
    Wire(String authorizationServer) {
        policy = "default-src 'none'; style-src 'self'; form-action 'self' " + authorizationServer
                + "; frame-ancestors 'none'; base-uri 'none'";
    }

    Parameters form(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return Parameters.read(null);
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(FORM)) {
            throw new Refused(415, "A form is expected.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_FORM + 1);
        if (body.length > LONGEST_FORM) {
            throw new Refused(413, "The form is too long.");
        }
        return Parameters.read(new String(body, StandardCharsets.UTF_8));
    }

    /** The page, with links to the other language where the address can be opened again; they keep the query. */
    private static Html document(HttpExchange exchange, Answer answer) {
        Language written = answer.language() == null ? Language.ENGLISH : answer.language();
        if (answer.language() == null || !exchange.getRequestMethod().equals("GET")) {
            return Layout.page(written, answer.title(), answer.content(), Html.NONE);
        }
        URI address = exchange.getRequestURI();
        Html links = Html.join(Arrays.stream(Language.values()).map(language -> Layout.languageLink(
                language, inLanguage(address, language), language == written)).toList());
        return Layout.page(written, answer.title(), answer.content(),
                Html.of("<nav id=\"languages\" aria-label=\"Language 語言\">\n{}</nav>\n", links));
    }

    private static String inLanguage(URI address, Language language) {
        Map<String, String> query = new LinkedHashMap<>(Parameters.read(address.getRawQuery()).values());
        query.put("lang", language.tag());
        return "?" + Form.encode(query);
    }

    void write(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        if (answer.location() != null) {
            headers.set("Location", answer.location().toString());
        }
        if (answer.content() == null) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        byte[] body = document(exchange, answer).toString().getBytes(StandardCharsets.UTF_8);
        headers.set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
