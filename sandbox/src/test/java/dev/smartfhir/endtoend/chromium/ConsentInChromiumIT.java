package dev.smartfhir.endtoend.chromium;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.chromium.driver.CallbackPage;
import dev.smartfhir.endtoend.chromium.driver.Chromium;
import dev.smartfhir.endtoend.chromium.driver.InChromium;
import dev.smartfhir.endtoend.chromium.pages.AccountConsole;
import dev.smartfhir.endtoend.chromium.pages.ConsentPage;
import dev.smartfhir.endtoend.chromium.pages.EhrPage;
import dev.smartfhir.endtoend.chromium.pages.LoginPage;
import dev.smartfhir.endtoend.chromium.pages.WebApp;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consent as people give, refuse and take it back. */
@InChromium
class ConsentInChromiumIT {

    private static final String ONCOLOGY = "prior-authorization";
    private static final String[] CEILINGS = {"launch/patient", "offline_access", "patient/*.rs"};
    private static final String SCOPE = "launch/patient openid offline_access patient/Patient.r patient/Observation.rs "
            + "patient/Condition.rs";
    private static final String LABORATORY =
            "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";

    private final Chromium chromium;
    private final Servers servers;
    private TestApp app;
    private CallbackPage callback;

    ConsentInChromiumIT(Chromium chromium, Servers servers) {
        this.chromium = chromium;
        this.servers = servers;
    }

    @BeforeEach
    void registerAnAppThatNeedsConsent() {
        app = TestApp.publicApp(servers, CEILINGS);
        callback = CallbackPage.start().of(servers, app);
        ObjectNode client = servers.clients().read(app.clientId());
        client.put("consentRequired", true).put("name", "Lung diary");
        servers.clients().write(client);
    }

    @AfterEach
    void close() {
        callback.close();
    }

    @Test
    void laboratoryAloneIsGrantedRememberedListedAndTakenBack() {
        AppRequest request = ask();
        new LoginPage(chromium).logIn("patient");
        ConsentPage consent = new ConsentPage(chromium);
        assertThat(chromium.text()).contains("Allow Lung diary to have access?", "about your own data");
        assertThat(consent.sentences()).hasSize(4).noneMatch(sentence -> sentence.contains("patient/"));
        assertThat(consent.ticked()).hasSize(4);
        chromium.screen().isIn("en").isAccessible().picture("consent-desktop-en");
        chromium.onAPhone().screen().fitsAPhone().picture("consent-phone-en");
        chromium.onADesktop();
        consent.untick("patient/Condition").open("patient/Observation").keepOnly("patient/Observation", "laboratory");
        chromium.screen().isIn("en").isAccessible().picture("consent-opened-desktop-en");
        consent.allow();

        HttpAnswer tokens = exchange(request);
        assertThat(tokens.text("scope")).contains("patient/Patient.r", LABORATORY)
                .doesNotContain("patient/Condition", "patient/Observation.rs ", "|survey");
        String token = tokens.text("access_token");
        HttpAnswer found = servers.fhir().get("/Observation", token);
        assertThat(found.json().path("entry")).isNotEmpty();
        assertThat(found.body()).contains("ALK").doesNotContain("ECOG");
        assertThat(servers.fhir().get("/Condition", token).status()).isEqualTo(403);

        AppRequest again = ask();
        assertThat(exchange(again).text("scope")).isEqualTo(tokens.text("scope"));

        AccountConsole account = new AccountConsole(chromium, servers.issuer()).applications();
        assertThat(account.granted(app.clientId())).contains("Read and search").doesNotContain("patient/", "+ ");
        chromium.screen().isIn("en").picture("account-desktop-en");
        account.removeAccess();
        assertRefused(app.refresh(tokens.text("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void inChineseOnAPhoneWithoutJavaScriptDecliningTellsTheApp() {
        chromium.inLanguage("zh-TW").onAPhone().withoutJavaScript();
        ask();
        new LoginPage(chromium).logIn("patient");
        ConsentPage consent = new ConsentPage(chromium);
        assertThat(consent.sentences()).hasSize(4).allMatch(sentence -> sentence.matches(".*[一-鿿].*"));
        chromium.screen().isIn("zh-TW").fitsAPhone().isAccessible().picture("consent-phone-zh-TW");
        consent.open("patient/Observation");
        chromium.screen().fitsAPhone().isAccessible().picture("consent-opened-phone-zh-TW");
        consent.decline();

        chromium.awaitAddress("/back");
        assertThat(chromium.address().getQuery()).contains("error=access_denied").doesNotContain("code=");
    }

    @Test
    void whatIsUntickedTheAppBuiltWithFhirclientIsRefused() {
        WebApp oncology = new WebApp(chromium, servers, ONCOLOGY);
        consentIsRequired(ONCOLOGY, true);
        try {
            new EhrPage(chromium, servers.sandbox().demoPages()).chart("demo-patient-a1")
                    .launch(ONCOLOGY, "oncologist");
            new LoginPage(chromium).logIn("oncologist");
            ConsentPage consent = new ConsentPage(chromium);
            assertThat(chromium.text()).contains("示範病人甲一");
            consent.untick("patient/ClaimResponse").allow();

            oncology.failed();
            assertThat(oncology.text("problem")).contains("patient/ClaimResponse");
            assertThat(oncology.text("scopes-missing")).isEqualTo("patient/ClaimResponse.rs");
            assertThat(oncology.text("scopes-granted")).contains("patient/Claim.rs").doesNotContain("ClaimResponse");
        } finally {
            consentIsRequired(ONCOLOGY, false);
            String user = new TestUsers(servers.admin()).idOf("oncologist");
            servers.admin().delete("/users/" + user + "/consents/" + ONCOLOGY);
        }
    }

    private void consentIsRequired(String client, boolean required) {
        ObjectNode changed = servers.clients().read(client);
        servers.clients().write(changed.put("consentRequired", required));
    }

    private AppRequest ask() {
        AppRequest request = app.request(SCOPE).with("redirect_uri", callback.address());
        chromium.open(app.address(request));
        return request;
    }

    private HttpAnswer exchange(AppRequest request) {
        chromium.awaitAddress("/back?");
        HttpAnswer answer = app.token(Map.of("grant_type", "authorization_code", "code",
                CallbackPage.code(chromium.address()), "redirect_uri", callback.address(),
                "code_verifier", request.verifier()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
