package dev.smartfhir.sandbox.pages.ehr;

import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Language;
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
    public EhrPages(Chart chart, LaunchRegistration registration, List<EhrApp> apps, URI fhirBase) {
        this.chart = chart;
        this.registration = registration;
        this.apps = List.copyOf(apps);
        this.fhirBase = fhirBase;
    }

    public void addTo(Pages pages) {
        pages.get("/ehr", this::choose).post("/ehr/launch", this::launch);
    }

    private Answer choose(Request request) {
        Language language = request.language();
        String name = request.query().get("name");
        String chosen = request.query().get("patient");
        List<Chart.Patient> patients = chart.patients(name);
        Html list = PatientList.of(language, patients, name, chosen);
        Html open = chosen == null ? ChartView.none(language) : open(request, chosen, patients);
        return Answer.page(200, language, language.say("EHR simulator", "電子病歷模擬器"), Html.of("""
                <div class="columns">
                <section id="patients" aria-label="{}">
                {}</section>
                <section id="chart" aria-label="{}">
                {}</section>
                </div>
                """, language.say("Patients", "病人清單"), list, language.say("Chart", "病歷"), open));
    }

    private Html open(Request request, String chosen, List<Chart.Patient> patients) {
        List<Chart.Visit> visits = chart.encounters(chosen);
        List<Chart.Application> claims = chart.claims(chosen);
        return Html.of("{}{}", ChartView.of(request.language(), chosen, patients, visits, claims),
                LaunchForm.of(request.language(), request.session(), apps, chosen, visits, claims));
    }

    private Answer launch(Request request) {
        Language language = request.language();
        LaunchForm.Choice choice = LaunchForm.read(request.form());
        EhrApp app = EhrApp.find(apps, choice.app());
        Steps steps = new Steps();
        HttpAnswer answer = registration.register(choice, fhirBase, steps);
        if (answer.status() / 100 != 2) {
            return Answer.page(answer.status(), "The launch was refused", Html.of("<h2>Steps</h2>\n{}", steps.html()));
        }
        URI address = URI.create(app.launch() + "?iss=" + encode(fhirBase.toString())
                + "&launch=" + encode(answer.text("launch"))
                + (choice.language() == null ? "" : "&lang=" + encode(choice.language())));
        steps.add(new Step("The EHR opens the app", "GET " + address, null));
        String seconds = answer.json().path("expires_in").asText();
        return Answer.page(200, language, language.say("The launch is registered", "啟動已登記"), Html.of("""
                <p><a class="button" id="open-app" href="{}">{}</a>
                <a href="/ehr?patient={}">{}</a></p>
                <p class="note">{}</p>
                <div lang="en"><h2>Steps</h2>
                {}</div>
                """, address, language.say("Open " + app.clientId() + " as " + choice.user(),
                        "以 " + choice.user() + " 開啟 " + app.clientId()),
                encode(String.valueOf(choice.patient())), language.say("Back to the chart", "回到病歷"),
                language.say("The handle works once, for this app and this user, for " + seconds + " seconds. Log in as"
                        + " " + choice.user() + " with the same word as password.",
                        "此代碼只能使用一次，只限這個應用程式與這位使用者，效期 " + seconds + " 秒。請以 " + choice.user()
                        + " 登入，密碼與帳號相同。"), steps.html()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
