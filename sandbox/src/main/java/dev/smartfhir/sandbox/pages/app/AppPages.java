package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.pages.html.Forms;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.steps.Step;
import dev.smartfhir.sandbox.pages.steps.Steps;
import dev.smartfhir.sandbox.pages.web.Answer;
import dev.smartfhir.sandbox.pages.web.Pages;
import dev.smartfhir.sandbox.pages.web.Refused;
import dev.smartfhir.sandbox.pages.web.Request;
import java.net.URI;
import java.util.function.Supplier;

/** The app up to the moment when the browser leaves for the authorization server. */
public final class AppPages {

    private final URI base;
    private final URI fhirBase;
    private final Callback callback;
    private final GrantPages grants;

    /**
     * The demo app.
     *
     * @param base where the pages are served
     * @param fhirBase the only FHIR server that the app trusts
     * @param key the app's key where it authenticates with one
     */
    public AppPages(URI base, URI fhirBase, Supplier<ClientKey> key) {
        this.base = base;
        this.fhirBase = fhirBase;
        this.callback = new Callback(key);
        this.grants = new GrantPages(base);
    }

    public void addTo(Pages pages) {
        for (AppClient client : AppClient.values()) {
            pages.get(client.launchPath(), request -> launched(request, client));
        }
        pages.get("/app/standalone", this::standalone)
                .post("/app/start", this::start)
                .get("/app/callback", callback::handle);
        grants.addTo(pages);
    }

    private Answer launched(Request request, AppClient client) {
        requireTrusted(request.query().require("iss"));
        String launch = request.query().require("launch");
        return Answer.page("The EHR launched " + client.clientId(), Html.of("""
                <p>iss is the FHIR server that this app trusts; launch is the handle of the EHR's launch.</p>
                <pre>iss={}
                launch={}</pre>
                {}
                """, fhirBase, launch, StartForm.of(request.session(), fhirBase, launch, client)));
    }

    private Answer standalone(Request request) {
        return Answer.page("Standalone launch", Html.of("""
                <p>Nobody launched the app: it goes to {} on its own.</p>
                {}
                """, fhirBase, StartForm.of(request.session(), fhirBase, null, null)));
    }

    private Answer start(Request request) {
        requireTrusted(request.form().require("iss"));
        Steps steps = new Steps();
        String launch = request.form().get("launch");
        if (launch != null) {
            steps.add(new Step("The EHR launched the app", "iss=" + fhirBase + "\nlaunch=" + launch, null));
        }
        Authorization authorization = Authorization.begin(AppClient.of(request.form().require("client")),
                Server.discover(fhirBase, steps), launch, request.form().require("scope"),
                base.resolve("/app/callback"), steps);
        request.session().part(AppState.class, AppState::new).await(authorization);
        return request.form().require("method").equals("POST") ? byForm(authorization) : byRedirect(authorization);
    }

    private static Answer byRedirect(Authorization authorization) {
        String query = Form.encode(authorization.parameters());
        URI endpoint = authorization.server().authorization();
        authorization.steps().add(new Step("The app sends the browser to the authorization server",
                "GET " + endpoint + "\n?" + query.replace("&", "\n&"), null));
        return Answer.seeOther(URI.create(endpoint + "?" + query));
    }

    private static Answer byForm(Authorization authorization) {
        URI endpoint = authorization.server().authorization();
        authorization.steps().add(new Step("The app lets the browser post to the authorization server",
                "POST " + endpoint + "\n\n" + Form.encode(authorization.parameters()).replace("&", "\n&"), null));
        return Answer.page("Authorization by form", Html.of("""
                <form method="post" action="{}">
                {}<button>Go to the authorization server</button>
                </form>
                <h2>Steps</h2>
                {}
                """, endpoint, Html.join(authorization.parameters().entrySet().stream()
                        .map(parameter -> Forms.hidden(parameter.getKey(), parameter.getValue())).toList()),
                authorization.steps().html()));
    }

    private void requireTrusted(String iss) {
        String wanted = iss.endsWith("/") ? iss.substring(0, iss.length() - 1) : iss;
        if (!wanted.equals(fhirBase.toString())) {
            throw new Refused(400, "iss is " + iss + ", but this app trusts the FHIR server " + fhirBase + " only.");
        }
    }
}
