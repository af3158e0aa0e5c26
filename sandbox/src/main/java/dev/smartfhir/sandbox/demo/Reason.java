package dev.smartfhir.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.HttpAnswer;

/** Why a server refused, in its own words: an OAuth error, an OperationOutcome, the scope that would have helped. */
final class Reason {

    private Reason() {
    }

    static String of(HttpAnswer answer) {
        if (answer.status() < 400 || answer.body().isBlank()) {
            return "";
        }
        String challenge = answer.header("WWW-Authenticate");
        if (challenge != null) {
            return "WWW-Authenticate: " + challenge;
        }
        JsonNode body = answer.json();
        if (body.has("error")) {
            return body.path("error").asText() + ": " + body.path("error_description").asText();
        }
        return body.path("issue").path(0).path("diagnostics").asText();
    }
}
