package dev.smartfhir.sandbox.pages;

import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Language;
import dev.smartfhir.sandbox.pages.web.Answer;
import dev.smartfhir.sandbox.pages.web.Request;
import dev.smartfhir.sandbox.webapps.AppServer;
import dev.smartfhir.sandbox.webapps.WebApps;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The first page: the story, what runs where, and who can log in. */
final class Home {

    private final SandboxSettings settings;
    private final boolean webApps;
    private final boolean appServer;

    Home(SandboxSettings settings) {
        this.settings = settings;
        this.webApps = WebApps.of(settings).areBuilt();
        this.appServer = AppServer.canRun(settings);
    }

    Answer show(Request request) {
        Language language = request.language();
        return Answer.page(200, language, language.say("SMART on FHIR sandbox", "SMART on FHIR 沙盒"),
                Html.of("{}{}{}{}", intro(language), story(language), users(language), servers(language)));
    }

    private Html intro(Language language) {
        Html missing = webApps && appServer ? Html.NONE : Html.of("<p class=\"refused\" id=\"no-node\">{}</p>\n",
                language.say(WebApps.MISSING, WebApps.MISSING_CHINESE));
        return Html.of("<p>{}</p>\n{}", language.say(
                "A hospital applies for a cancer drug. Its staff follow the application in apps from elsewhere:"
                        + " each app sees what its user granted, and not one record more.",
                "醫院為病人申請癌症用藥，院內人員以第三方應用程式追蹤進度：每個應用程式只看得到使用者授予的資料，一筆也不多。"),
                missing);
    }

    private Html story(Language language) {
        String iss = URLEncoder.encode(settings.fhirBase().toString(), StandardCharsets.UTF_8);
        return Html.of("<div class=\"cards\">\n{}{}{}{}{}</div>\n",
                card("card-ehr", language.say("The oncologist", "腫瘤科醫師"),
                        language.say("opens a patient in the EHR and presses a button: the app knows patient, visit"
                                + " and claim, and shows what was decided.",
                                "在電子病歷開啟病人後按下按鈕：應用程式已知道病人、就醫與案件，並顯示審查結果。"),
                        "/ehr?patient=demo-patient-a1", language.say("EHR simulator", "電子病歷模擬器"), true),
                card("card-work-list", language.say("The pharmacist", "藥師"),
                        language.say("opens a work list on its own: every decision of this hospital, none of another.",
                                "直接開啟工作清單：看得到本院所有審查結果，看不到別院的。"),
                        "/apps/work-list/launch.html", language.say("Work list", "工作清單"), webApps),
                card("card-plain", language.say("The patient", "病人"),
                        language.say("uses an app that knows nothing of us: fhirclient, SMART v1 scopes, consent.",
                                "使用一個完全不認識我們的應用程式：fhirclient、SMART v1 範圍、同意頁。"),
                        "/apps/plain/launch.html?iss=" + iss, language.say("My record", "我的病歷"), webApps),
                card("card-server", language.say("An app on a server", "伺服器上的應用程式"),
                        language.say("keeps its tokens and its private key to itself; launched from the EHR.",
                                "自行保管權杖與私密金鑰；由電子病歷啟動。"),
                        settings.appServer().toString(), language.say("Its page", "開啟頁面"), appServer),
                card("card-demo-app", language.say("The engineer", "工程師"),
                        language.say("sees every request and answer of a launch, step by step (in English).",
                                "逐步檢視一次啟動的每個請求與回應（英文）。"),
                        "/app/standalone", language.say("Demo app", "示範應用程式"), true));
    }

    private static Html card(String id, String title, String text, String address, String label, boolean there) {
        return Html.of("<section class=\"card\" id=\"{}\"><h2>{}</h2>\n<p>{}</p>\n{}</section>\n", id, title, text,
                there ? Html.of("<a class=\"button\" href=\"{}\">{}</a>\n", address, label) : Html.NONE);
    }

    private static Html users(Language language) {
        return Html.of("""
                <h2>{}</h2>
                <div class="wide" tabindex="0" role="region" aria-label="{}"><table id="users">
                <tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr>
                <tr><td><code>oncologist</code></td><td>Practitioner/demo-oncologist</td><td>{}</td></tr>
                <tr><td><code>pharmacist</code></td><td>Practitioner/demo-pharmacist</td><td>{}</td></tr>
                <tr><td><code>case-manager</code></td><td>Practitioner/demo-case-manager</td><td>{}</td></tr>
                <tr><td><code>patient</code></td><td>Patient/demo-patient-a1</td><td>{}</td></tr>
                <tr><td><code>relative</code></td><td>RelatedPerson/demo-relative</td><td>{}</td></tr>
                <tr><td><code>guardian</code></td><td>Person/demo-guardian</td><td>{}</td></tr>
                </table></div>
                """,
                language.say("Users; the password is the user name", "使用者；密碼與帳號相同"),
                language.say("Users", "使用者"),
                language.say("User and password", "帳號與密碼"), language.say("On the FHIR server", "在 FHIR 伺服器上"),
                language.say("Use", "用途"),
                language.say("launches from the EHR", "由電子病歷啟動"),
                language.say("the work list", "工作清單"),
                language.say("chooses a patient in a standalone launch", "獨立啟動時選擇病人"),
                language.say("his own record only", "只看得到自己的病歷"),
                language.say("one patient's record, as his relative", "以家屬身分看一位病人的病歷"),
                language.say("two patients' records, one at a time", "以監護人身分看兩位病人的病歷，一次一位"));
    }

    private Html servers(Language language) {
        return Html.of("""
                <h2>{}</h2>
                <table id="servers">
                <tr><th scope="row">{}</th><td>{}</td></tr>
                <tr><th scope="row">{}</th>
                <td><a href="{}/.well-known/smart-configuration">{}/.well-known/smart-configuration</a></td></tr>
                <tr><th scope="row">{}</th><td>{}</td></tr>
                <tr><th scope="row">{}</th><td><a href="{}/admin/">{}/admin/</a> (admin / admin)</td></tr>
                <tr><th scope="row">{}</th><td><a href="{}/account/">{}/account/</a></td></tr>
                </table>
                """,
                language.say("What runs where", "服務位址"),
                language.say("FHIR server", "FHIR 伺服器"), settings.fhirBase(),
                language.say("SMART discovery", "SMART 探索文件"), settings.fhirBase(), settings.fhirBase(),
                language.say("Authorization server", "授權伺服器"), settings.issuer(),
                language.say("Keycloak's console", "Keycloak 管理主控台"), settings.keycloak(), settings.keycloak(),
                language.say("Account console", "帳號主控台"), settings.issuer(), settings.issuer());
    }
}
