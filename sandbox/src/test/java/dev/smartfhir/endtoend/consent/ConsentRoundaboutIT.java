package dev.smartfhir.endtoend.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No way round the consent page leads to a code. */
@EndToEnd
class ConsentRoundaboutIT {

    private static final String SCOPE = "openid patient/Observation.rs patient/Condition.rs";

    private final Servers servers;
    private final TestUsers users;
    private TestApp app;
    private String user;

    ConsentRoundaboutIT(Servers servers) {
        this.servers = servers;
        this.users = new TestUsers(servers.admin());
    }

    @BeforeEach
    void registerAnAppThatMustAsk() {
        app = ConsentUser.app(servers, "patient/*.rs");
        user = users.create("Patient/p-roundabout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart-consent", "smart-patient", "UPDATE_PROFILE"})
    void anAppThatAsksForAnActionIsNoExceptionAndWithoutAPageGetsNothing(String action) {
        Browser browser = new Browser();
        ConsentUser first = new ConsentUser(app, user, browser);
        Tokens.assertGranted(allowed(first, app.request("patient/Condition.rs")), "patient/Condition.rs");
        AppRequest initiated = app.request(SCOPE).with("kc_action", action);

        assertNoCode(first.openQuietly(initiated).page());
        assertNoCode(first.openQuietly(initiated.with("prompt", "none")).page());
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent?", "required-action?execution=smart-patient&",
        "required-action?execution=TERMS_AND_CONDITIONS&", "required-action?execution=OAUTH_GRANT&"})
    void anAnswerToAnotherPageIsNone(String elsewhere) {
        AppRequest request = app.request(SCOPE);
        ConsentUser asked = new ConsentUser(app, user).open(request);
        URI page = asked.boxes().action(app.authorizationEndpoint());
        String query = page.getRawQuery().replaceAll("execution=[^&]*&?", "");
        URI other = URI.create(servers.issuer() + "/login-actions/" + elsewhere + query);
        String code = query.replaceAll(".*session_code=([^&]*).*", "$1");

        assertNoCode(TestApp.back(asked.browser(),
                asked.browser().post(other, "code=" + code + "&accept=1&allow=1")));
        assertThat(new ConsentUser(app, user).open(app.request(SCOPE)).boxes().texts()).hasSize(2);
    }

    @Test
    void whereAnAdministratorPutsThePageFirstItStillAsksAfterThePatientIsChosen() {
        String path = "/authentication/required-actions/smart-consent";
        JsonNode before = servers.admin().get(path).json();
        servers.admin().put(path, ((ObjectNode) before.deepCopy()).put("priority", 1));
        try {
            AppRequest request = app.request(SCOPE);
            ConsentUser asked = new ConsentUser(app, user).open(request);
            assertThat(asked.boxes().texts()).hasSize(2);
            Tokens.assertGranted(asked.allowWithout("patient/Condition.rs").exchange(request), "openid",
                    "patient/Observation.rs");
        } finally {
            servers.admin().put(path, before);
        }
    }

    private static void assertNoCode(HttpAnswer answer) {
        assertThat(Browser.parameter(answer, "code")).as(answer.header("Location")).isNull();
    }

    private static HttpAnswer allowed(ConsentUser user, AppRequest request) {
        return user.open(request).allow().exchange(request);
    }
}
