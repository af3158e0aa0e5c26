package dev.smartfhir.admin.fhir.token;

import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import dev.smartfhir.scopes.Access;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the FHIR server makes of a good token: what its scope covers, what not, and the same token spoilt.
 */
final class TokenUse {

    private static final String COUNT = "?_summary=count";

    private final FhirServer server;
    private final String token;
    private final ScopeSet granted;
    private final Findings findings;

    TokenUse(FhirServer server, String token, String granted, Findings findings) {
        this.server = server;
        this.token = token;
        this.granted = ScopeSet.readable(granted);
        this.findings = findings;
    }

    void judge() throws ServerUnreachable {
        List<String> types = new ArrayList<>();
        Json.object(server.metadata()).path("rest").path(0).path("resource")
                .forEach(resource -> types.add(resource.path("type").asText()));
        Optional<String> covered = types.stream().filter(this::maySearch).findFirst();
        if (covered.isPresent()) {
            judgeCovered("/" + covered.get() + COUNT);
            judgeSpoilt("/" + covered.get() + COUNT);
        }
        Optional<String> beyond = types.stream().filter(type -> !maySearch(type)).findFirst();
        if (beyond.isPresent()) {
            judgeBeyond("/" + beyond.get() + COUNT);
        }
    }

    private boolean maySearch(String type) {
        return !(granted.access(Context.SYSTEM, Interaction.SEARCH, type) instanceof Access.None);
    }

    private void judgeCovered(String path) throws ServerUnreachable {
        AdminAnswer answer = server.getWithToken(path, token);
        if (answer.status() < 300) {
            findings.fine(answer.uri(), "allowed", "The scope's own data are served.");
        } else if (answer.status() == 401) {
            findings.error(answer.uri(), "good-token-refused",
                    "A token fresh from the issuer is refused: " + answer.header("WWW-Authenticate") + ".",
                    "Compare smart.issuers[0].issuer and smart.fhir-base with what the token says, and the clocks.");
        } else {
            findings.error(answer.uri(), "allowed-refused",
                    "What the scope covers is answered HTTP " + answer.status() + ".",
                    "Read the OperationOutcome of this answer; smart.issuers[0].max-scopes may be narrower.");
        }
    }

    private void judgeBeyond(String path) throws ServerUnreachable {
        AdminAnswer answer = server.getWithToken(path, token);
        if (answer.status() == 403) {
            findings.fine(answer.uri(), "beyond-scope", "What the scope does not cover is refused.");
        } else if (answer.status() < 300) {
            findings.error(answer.uri(), "beyond-scope", "The server gives more than the token's scope.",
                    "Put the JAR in, and let no other interceptor answer before it.");
        } else if (answer.status() != 401) {
            findings.warning(answer.uri(), "beyond-scope", "What the scope does not cover is answered HTTP "
                    + answer.status() + " instead of 403.", "See what answers in place of the JAR.");
        }
    }

    private void judgeSpoilt(String path) throws ServerUnreachable {
        int last = token.length() - 10;
        char other = token.charAt(last) == 'A' ? 'B' : 'A';
        ForgedTokens.judge(server.getWithToken(path, token.substring(0, last) + other + token.substring(last + 1)),
                "A good token with one character changed", findings);
    }
}
