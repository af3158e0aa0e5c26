package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.pages.html.Forms;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.web.Session;
import java.util.List;

/** The page of one grant: what was granted, what can be done with it, and all steps so far. */
final class GrantPage {

    private static final List<String> CONTEXT = List.of("patient", "encounter", "fhirContext", "need_patient_banner",
            "intent", "tenant", "smart_style_url");

    private GrantPage() {
    }

    static Html of(String name, Grant grant, Session session) {
        return Html.of("""
                <table>
                <tr><th>Client</th><td>{}</td></tr>
                <tr><th>Scopes granted</th><td>{}</td></tr>
                {}</table>
                {}<h2>Steps</h2>
                {}
                """,
                grant.client().clientId(), grant.text("scope").orElse(""), context(grant),
                actions(name, grant, session), grant.steps().html());
    }

    private static Html context(Grant grant) {
        Html parameters = Html.join(CONTEXT.stream()
                .filter(parameter -> grant.text(parameter).isPresent())
                .map(parameter -> row(parameter, grant.text(parameter).get())).toList());
        return Html.of("{}{}", parameters, grant.fhirUser().map(user -> row("fhirUser", user)).orElse(Html.NONE));
    }

    private static Html row(String name, String value) {
        return Html.of("<tr><th>{}</th><td>{}</td></tr>\n", name, value);
    }

    private static Html actions(String name, Grant grant, Session session) {
        Html fields = Html.of("{}{}", session.field(), Forms.hidden("grant", name));
        return Html.of("""
                <h2>At the FHIR server</h2>
                <form method="post" action="/app/act">
                {}{}{}{}
                </form>
                <form method="post" action="/app/act">
                {}{}{}
                </form>
                <h2>At the authorization server</h2>
                <form method="post" action="/app/act">
                {}{}{}
                </form>
                <form method="post" action="/app/act">
                {}{}{}{}
                </form>
                <form method="post" action="/app/logout">
                {}<button>Log out</button>
                </form>
                """,
                fields,
                Forms.button("action", "patient", "Read the patient in context"),
                Forms.button("action", "observations", "Search observations"),
                Forms.button("action", "fhirUser", "Read the user (fhirUser)"),
                fields,
                Forms.text("Any read or search below the FHIR base", "path", "/Encounter?patient="
                        + grant.text("patient").orElse("")),
                Forms.button("action", "read", "Read"),
                fields,
                Forms.text("Scopes to keep; empty for all", "scope", ""),
                Forms.button("action", "refresh", "Refresh"),
                fields,
                Forms.button("action", "introspect", "Introspect as resource-server"),
                Forms.button("action", "introspect-self", "Introspect as bearer"),
                Forms.button("action", "revoke", "Revoke"),
                fields);
    }
}
