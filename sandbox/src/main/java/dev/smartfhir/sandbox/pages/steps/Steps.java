package dev.smartfhir.sandbox.pages.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.html.Html;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The steps so far; it sends requests and writes down what was sent and what came back. */
public final class Steps {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 20_000;
    private static final List<String> SHOWN = List.of("content-type", "location", "www-authenticate", "cache-control");

    private final Http http = new Http();
    private final List<Step> steps = new ArrayList<>();

    public void add(Step step) {
        steps.add(step);
    }

    public HttpAnswer get(String title, URI address, Map<String, String> headers) {
        return send(title, "GET", address, headers, null);
    }

    /** Posts a form. */
    public HttpAnswer post(String title, URI address, Map<String, String> headers, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return send(title, "POST", address, all, Form.encode(form));
    }

    /** Sends a request; the title says what it is for. */
    public HttpAnswer send(String title, String method, URI address, Map<String, String> headers, String body) {
        HttpAnswer answer = http.send(method, address, headers, body);
        add(new Step(title, request(method, address, headers, body), answer(answer)));
        return answer;
    }

    /** All steps as they are shown. */
    public Html html() {
        return Html.join(IntStream.range(0, steps.size()).mapToObj(i -> steps.get(i).html(i + 1)).toList());
    }

    public int size() {
        return steps.size();
    }

    private static String request(String method, URI address, Map<String, String> headers, String body) {
        String head = method + " " + address + "\n" + new TreeMap<>(headers).entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\n").collect(Collectors.joining());
        return body == null ? head : head + "\n" + body.replace("&", "\n&");
    }

    private static String answer(HttpAnswer answer) {
        String head = "HTTP " + answer.status() + "\n" + SHOWN.stream()
                .filter(name -> answer.header(name) != null)
                .map(name -> name + ": " + answer.header(name) + "\n").collect(Collectors.joining());
        String body = indent(answer.body());
        return head + "\n" + (body.length() > LONGEST ? body.substring(0, LONGEST) + "\n..." : body);
    }

    private static String indent(String body) {
        try {
            return body.isBlank() ? "" : JSON.readTree(body).toPrettyString();
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
