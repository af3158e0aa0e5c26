package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.web.Answer;
import dev.smartfhir.sandbox.pages.web.Pages;
import dev.smartfhir.sandbox.pages.web.Refused;
import dev.smartfhir.sandbox.pages.web.Request;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The app after the launch: its grants, what can be done with them, and the logout. */
final class GrantPages {

    private final URI base;
    private final GrantActions actions = new GrantActions();

    GrantPages(URI base) {
        this.base = base;
    }

    void addTo(Pages pages) {
        pages.get("/app", this::overview)
                .get("/app/grant", this::show)
                .post("/app/act", this::act)
                .post("/app/logout", this::logout);
    }

    private Answer overview(Request request) {
        Html rows = Html.join(state(request).grants().stream().map(entry -> Html.of("""
                <tr><td><a href="/app/grant?grant={}">{}</a></td><td>{}</td><td>{}</td></tr>
                """, entry.getKey(), entry.getValue().client().clientId(),
                entry.getValue().text("patient").orElse("none"),
                entry.getValue().text("scope").orElse(""))).toList());
        return Answer.page("Demo app", Html.of("""
                <p>The app is launched by <a href="/ehr">the EHR</a>, or it begins by itself:</p>
                <p><a class="button" href="/app/standalone">Standalone launch</a></p>
                <h2>Grants of this browser</h2>
                <table>
                <tr><th>Client</th><th>Patient in context</th><th>Scopes</th></tr>
                {}</table>
                """, rows));
    }

    private Answer show(Request request) {
        String name = request.query().require("grant");
        return Answer.page("A grant", GrantPage.of(name, state(request).grant(name), request.session()));
    }

    private Answer act(Request request) {
        String name = request.form().require("grant");
        Grant grant = state(request).grant(name);
        int before = grant.steps().size();
        actions.take(request.form().require("action"), grant, request.form());
        return Answer.seeOther(URI.create("/app/grant?grant=" + name + "#step-" + (before + 1)));
    }

    /** Ends the login session at the authorization server, as OpenID Connect RP-Initiated Logout has it. */
    private Answer logout(Request request) {
        Grant grant = state(request).grant(request.form().require("grant"));
        HttpAnswer document = new Http().get(
                URI.create(grant.server().issuer() + "/.well-known/openid-configuration"));
        String endpoint = document.status() == 200 ? document.text("end_session_endpoint") : null;
        if (endpoint == null) {
            throw new Refused(502, "The authorization server names no end_session_endpoint.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", grant.client().clientId());
        parameters.put("post_logout_redirect_uri", base.resolve("/app").toString());
        grant.idToken().ifPresent(token -> parameters.put("id_token_hint", token));
        return Answer.seeOther(URI.create(endpoint + "?" + Form.encode(parameters)));
    }

    private static AppState state(Request request) {
        return request.session().part(AppState.class, AppState::new);
    }
}
