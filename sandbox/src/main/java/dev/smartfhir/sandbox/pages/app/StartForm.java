package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.pages.html.Forms;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.web.Session;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form with which an authorization is begun, after an EHR's launch or by the app itself. */
final class StartForm {

    static final String EHR_SCOPES = "launch openid fhirUser online_access patient/*.rs";
    static final String STANDALONE_SCOPES = "launch/patient openid fhirUser offline_access patient/*.rs";

    private StartForm() {
    }

    /** @param client the client that the EHR launched; {@code null} lets the user choose */
    static Html of(Session session, URI fhirBase, String launch, AppClient client) {
        return Html.of("""
                <form method="post" action="/app/start">
                {}{}{}{}{}{}{}</form>
                <p class="note">The demo app may ask for: launch, launch/patient, launch/encounter, openid, fhirUser,
                offline_access, online_access, and whatever lies within patient/*.rs and user/*.rs, for example
                patient/Observation.rs?category=laboratory or user/Patient.r. Ask for more to see it left out.</p>
                """,
                session.field(),
                Forms.hidden("iss", fhirBase.toString()),
                Forms.hidden("launch", launch),
                client == null ? Forms.choice("Client", "client", clients(), null)
                        : Forms.hidden("client", client.clientId()),
                Forms.text("Scopes", "scope", launch == null ? STANDALONE_SCOPES : EHR_SCOPES),
                Forms.button("method", "GET", "Authorize by redirect (GET)"),
                Forms.button("method", "POST", "Authorize by form (POST)"));
    }

    private static Map<String, String> clients() {
        Map<String, String> clients = new LinkedHashMap<>();
        for (AppClient client : AppClient.values()) {
            clients.put(client.clientId(), client.clientId() + " (" + client.description() + ")");
        }
        return clients;
    }
}
