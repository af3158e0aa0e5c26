package dev.smartfhir.sandbox.pages.ehr;

import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Language;
import java.util.List;

/** One patient's chart: who it is, the visits, and the claims. */
final class ChartView {

    private ChartView() {
    }

    static Html none(Language language) {
        return Html.of("<p class=\"note\" id=\"no-chart\">{}</p>\n",
                language.say("Open a patient's chart to launch an app for him or her.",
                        "請先開啟一位病人的病歷，再為這位病人開啟應用程式。"));
    }

    static Html of(Language language, String id, List<Chart.Patient> listed, List<Chart.Visit> visits,
            List<Chart.Application> claims) {
        return Html.of("""
                {}<h2>{}</h2>
                <div class="wide"><table id="visits">
                <tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr>
                {}</table></div>
                <h2>{}</h2>
                <div class="wide"><table id="applications">
                <tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr>
                {}</table></div>
                """,
                head(language, id, listed),
                language.say("Visits", "就醫紀錄"),
                language.say("Date", "日期"), language.say("Department", "就醫科別"), "Encounter",
                Html.join(visits.stream().map(visit -> Html.of("<tr><td>{}</td><td>{}</td><td><code>{}</code></td></tr>\n",
                        day(visit.start()), department(language, visit.department()), visit.id())).toList()),
                language.say("Prior authorization claims", "事前審查申請"),
                language.say("Date", "日期"), language.say("Treatment", "用藥項目"),
                language.say("Acceptance number", "受理編號"), "Claim",
                claims.isEmpty()
                        ? Html.of("<tr><td colspan=\"4\">{}</td></tr>\n", language.say("none", "無"))
                        : Html.join(claims.stream().map(claim -> Html.of(
                                "<tr><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>\n",
                                claim.created(), claim.treatment(), claim.number(), claim.id())).toList()));
    }

    /** A gender of FHIR in words. */
    static String gender(Language language, String code) {
        return switch (code) {
            case "male" -> language.say("male", "男");
            case "female" -> language.say("female", "女");
            default -> code;
        };
    }

    private static Html head(Language language, String id, List<Chart.Patient> listed) {
        return listed.stream().filter(patient -> patient.id().equals(id)).findFirst().map(patient -> Html.of("""
                <p id="patient-banner"><strong id="patient-name">{}</strong> <span>{}</span> <span>{} {}</span>
                <span>{} {}</span> <code>{}</code></p>
                """, patient.name(), gender(language, patient.gender()), language.say("born", "出生"),
                patient.birthDate(), language.say("Record", "病歷號"), patient.record(), id))
                .orElseGet(() -> Html.of("<p id=\"patient-banner\"><code>{}</code></p>\n", id));
    }

    private static String day(String time) {
        return time.length() > 10 ? time.substring(0, 10) : time;
    }

    /** The one department of the demo data. */
    private static String department(Language language, String code) {
        return code.equals("AJ") ? language.say("Oncology (AJ)", "腫瘤科（AJ）") : code;
    }
}
