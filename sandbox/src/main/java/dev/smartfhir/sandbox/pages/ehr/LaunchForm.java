package dev.smartfhir.sandbox.pages.ehr;

import dev.smartfhir.sandbox.pages.html.Forms;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Language;
import dev.smartfhir.sandbox.pages.web.Parameters;
import dev.smartfhir.sandbox.pages.web.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form with which an app is launched: which one, and what it is told. */
final class LaunchForm {

    private LaunchForm() {
    }

    /** What the clinician chose; what was left open is {@code null}. */
    record Choice(String user, String app, String patient, String encounter, String claim, String banner,
            String intent, String tenant, String language) {
    }

    static Choice read(Parameters form) {
        return new Choice(form.require("user"), form.require("app"), form.get("patient"), form.get("encounter"),
                form.get("claim"), form.get("banner"), form.get("intent"), form.get("tenant"),
                form.get("language"));
    }

    static Html of(Language language, Session session, List<EhrApp> all, String patient, List<Chart.Visit> visits,
            List<Chart.Application> claims) {
        return Html.of("""
                <h2>{}</h2>
                <form method="post" action="/ehr/launch" id="launch">
                {}{}{}{}<button id="launch-app">{}</button>
                <details>
                <summary>{}</summary>
                <div class="fields">
                {}{}{}{}{}{}</div>
                </details>
                </form>
                """,
                language.say("Open an app", "開啟應用程式"),
                session.field(),
                Forms.hidden("patient", patient),
                Forms.choice(language.say("App", "應用程式"), "app", apps(language, all), null),
                Forms.choice(language.say("User at the EHR", "電子病歷的使用者"), "user", users(language), null),
                language.say("Launch", "啟動"),
                language.say("What the app is told", "告訴應用程式的情境"),
                Forms.choice(language.say("Visit (encounter)", "就醫紀錄（encounter）"), "encounter",
                        visits(language, visits), visits.isEmpty() ? "" : visits.get(0).id()),
                Forms.choice(language.say("Claim in fhirContext", "fhirContext 中的申請案件"), "claim",
                        claims(language, claims), claims.isEmpty() ? "" : claims.get(0).id()),
                Forms.choice(language.say("Patient banner (need_patient_banner)", "病人資訊列（need_patient_banner）"),
                        "banner", banner(language), "true"),
                Forms.text(language.say("Intent", "目的（intent）"), "intent", "prior-auth-status"),
                Forms.text(language.say("Tenant, the hospital's number", "租戶（tenant），即醫事機構代碼"), "tenant",
                        "9900000001"),
                Forms.choice(language.say("Language of the app", "應用程式的語言"), "language", languages(language),
                        null));
    }

    private static Map<String, String> apps(Language language, List<EhrApp> all) {
        Map<String, String> apps = new LinkedHashMap<>();
        all.forEach(app -> apps.put(app.clientId(),
                language.say(app.english(), app.chinese()) + " - " + app.clientId()));
        return apps;
    }

    private static Map<String, String> users(Language language) {
        return ordered("oncologist", language.say("oncologist", "腫瘤科醫師（oncologist）"),
                "case-manager", language.say("case-manager", "個案管理師（case-manager）"),
                "pharmacist", language.say("pharmacist", "藥師（pharmacist）"),
                "patient", language.say("patient (demo-patient-a1, may launch only for himself)",
                        "病人（patient，demo-patient-a1，只能為自己啟動）"));
    }

    private static Map<String, String> visits(Language language, List<Chart.Visit> visits) {
        Map<String, String> options = none(language);
        visits.forEach(visit -> options.put(visit.id(), visit.start() + ", " + visit.id()));
        return options;
    }

    private static Map<String, String> claims(Language language, List<Chart.Application> claims) {
        Map<String, String> options = none(language);
        claims.forEach(claim -> options.put(claim.id(), claim.created() + ", " + claim.id()));
        return options;
    }

    private static Map<String, String> banner(Language language) {
        return ordered("", language.say("not said", "未告知"),
                "true", language.say("the app must show a banner", "應用程式必須顯示病人資訊"),
                "false", language.say("the EHR shows the banner itself", "電子病歷自行顯示病人資訊"));
    }

    private static Map<String, String> languages(Language language) {
        Map<String, String> options = ordered("", language.say("as the browser has it", "依瀏覽器"));
        for (Language one : Language.values()) {
            options.put(one.tag(), one.ownName());
        }
        return options;
    }

    private static Map<String, String> none(Language language) {
        return ordered("", language.say("none", "無"));
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            ordered.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ordered;
    }
}
