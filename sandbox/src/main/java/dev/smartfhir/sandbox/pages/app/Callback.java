package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.steps.Step;
import dev.smartfhir.sandbox.pages.web.Answer;
import dev.smartfhir.sandbox.pages.web.Refused;
import dev.smartfhir.sandbox.pages.web.Request;
import java.net.URI;
import java.util.function.Supplier;

/**
 * The redirect URI: the answer of the authorization server, to a request of this browser, once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2">RFC 6749, section 4.1.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4">RFC 9207, section 2.4</a>
 */
final class Callback {

    private final Supplier<ClientKey> key;

    Callback(Supplier<ClientKey> key) {
        this.key = key;
    }

    Answer handle(Request request) {
        AppState state = request.session().part(AppState.class, AppState::new);
        Authorization authorization = state.take(request.query().require("state"));
        authorization.steps().add(new Step("The authorization server sends the browser back",
                "GET " + request.address().toString().replace("&", "\n&"), null));
        requireSameServer(request.query().get("iss"), authorization.server());
        String error = request.query().get("error");
        if (error != null) {
            return failed("The authorization server refused: " + error, request.query().get("error_description"),
                    authorization);
        }
        Grant grant = new Grant(authorization, key);
        if (!grant.redeem(request.query().require("code"))) {
            return failed("The authorization server gave no tokens", null, authorization);
        }
        return Answer.seeOther(URI.create("/app/grant?grant=" + state.keep(grant)));
    }

    private static void requireSameServer(String iss, Server server) {
        if (iss != null && !iss.equals(server.issuer())) {
            throw new Refused(400, "The answer comes from " + iss + ", but " + server.issuer() + " was asked.");
        }
    }

    private static Answer failed(String title, String description, Authorization authorization) {
        return Answer.page(400, title, Html.of("""
                <p class="refused">{} {}</p>
                <p><a class="button" href="/app">Begin again</a></p>
                <h2>Steps</h2>
                {}
                """, title, description, authorization.steps().html()));
    }
}
