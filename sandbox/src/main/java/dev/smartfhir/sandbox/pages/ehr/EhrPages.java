package dev.smartfhir.sandbox.pages.ehr;

import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.steps.Step;
import dev.smartfhir.sandbox.pages.steps.Steps;
import dev.smartfhir.sandbox.pages.web.Answer;
import dev.smartfhir.sandbox.pages.web.Pages;
import dev.smartfhir.sandbox.pages.web.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The two pages of the EHR: choose, and launch. */
public final class EhrPages {

    private final Chart chart;
    private final LaunchRegistration registration;
    private final List<EhrApp> apps;
    private final URI fhirBase;

    /**
     * The EHR of a sandbox.
     *
     * @param chart what the EHR knows of its patients
     * @param registration how it registers a launch
     * @param apps the apps that it can open
     * @param fhirBase the FHIR server that apps are launched with
     */
    public EhrPages(Chart chart, LaunchRegistration registration, List<EhrApp> apps,
            URI fhirBase) {
        this.chart = chart;
        this.registration = registration;
        this.apps = List.copyOf(apps);
        this.fhirBase = fhirBase;
    }

    public void addTo(Pages pages) {
        pages.get("/ehr", this::choose).post("/ehr/launch", this::launch);
    }

    private Answer choose(Request request) {
        String name = request.query().get("name");
        String patient = request.query().get("patient");
        Html patients = LaunchForm.patients(chart.patients(name), name, patient);
        Html launch = patient == null ? Html.NONE : LaunchForm.launch(
                request.session(), apps, patient, chart.encounters(patient), chart.claims(patient));
        return Answer.page("EHR simulator", Html.of("{}{}", patients, launch));
    }

    private Answer launch(Request request) {
        LaunchForm.Choice choice = LaunchForm.read(request.form());
        EhrApp app = EhrApp.find(apps, choice.app());
        Steps steps = new Steps();
        HttpAnswer answer = registration.register(choice, fhirBase, steps);
        if (answer.status() / 100 != 2) {
            return Answer.page(answer.status(), "The launch was refused", steps.html());
        }
        URI address = URI.create(app.launch() + "?iss=" + encode(fhirBase.toString())
                + "&launch=" + encode(answer.text("launch")));
        steps.add(new Step("The EHR opens the app", "GET " + address, null));
        return Answer.page("The launch is registered", Html.of("""
                {}<p><a class="button" href="{}">Open {} as {}</a></p>
                <p class="note">The handle works once, for this app and this user, for {} seconds. Log in as {} with
                the same word as password.</p>
                """, steps.html(), address, app.clientId(), choice.user(), answer.json().path("expires_in").asText(),
                choice.user()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
